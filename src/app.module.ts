import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';

import { type AppConfig, ConfigModule } from './config';
import { DatabaseModule } from './database';
import { DiscordModule } from './discord';
import { FeedsModule } from './feeds';
import { MetaModule } from './meta';
import { MonitoringModule } from './monitoring';
import { PrivacyModule } from './privacy';
import { SettingsModule } from './settings';
import { SubscribersModule } from './subscribers';
import { VoiceModule } from './voice';
import { WelcomeModule } from './welcome';

@Module({})
export class AppModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        MonitoringModule,
        DatabaseModule,
        DiscordModule,
        ScheduleModule.forRoot(),
        PrivacyModule,
        SettingsModule,
        SubscribersModule,
        FeedsModule,
        VoiceModule,
        WelcomeModule,
        MetaModule.forRoot(config),
      ],
    };
  }
}
