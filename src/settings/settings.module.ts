import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { GuildSettingsEntity, GuildSettingsRepository } from './persistence';
import { SettingsService } from './settings.service';

@Module({
  imports: [TypeOrmModule.forFeature([GuildSettingsEntity])],
  providers: [GuildSettingsRepository, SettingsService],
  exports: [GuildSettingsRepository, SettingsService],
})
export class SettingsModule {}
