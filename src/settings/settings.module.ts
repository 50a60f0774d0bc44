import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { GuildSettingsEntity, GuildSettingsRepository } from './persistence';
import { SettingsData } from './settings-data';
import { SettingsService } from './settings.service';

@Module({
  imports: [TypeOrmModule.forFeature([GuildSettingsEntity])],
  providers: [GuildSettingsRepository, SettingsService, SettingsData],
  exports: [GuildSettingsRepository, SettingsService],
})
export class SettingsModule {}
