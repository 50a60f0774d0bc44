export {
  AppConfig,
  ConfigurationError,
  databasePath,
  dataPath,
  type LogFormat,
  type LogLevel,
} from './app-config';
export { ConfigModule } from './config.module';
export { keepFilesPrivate, readableByOthers } from './private-files';
export { processEnvironment } from './process-environment';
