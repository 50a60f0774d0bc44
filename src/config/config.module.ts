import { type DynamicModule, Global, Module } from '@nestjs/common';

import { Clock, SystemClock } from '../common';
import { AppConfig } from './app-config';

/** Makes the configuration and the clock injectable everywhere. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: Clock, useClass: SystemClock },
      ],
      exports: [AppConfig, Clock],
    };
  }
}
