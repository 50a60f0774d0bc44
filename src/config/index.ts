export {
  AppConfig,
  ConfigurationError,
  databasePath,
  dataPath,
  type LogFormat,
  type LogLevel,
} from './app-config';
export { ConfigModule } from './config.module';
export { processEnvironment } from './process-environment';
