export { GuildSettingsEntity, GuildSettingsRepository } from './persistence';
export { type FeedSettings, SettingsService } from './settings.service';
export { SettingsModule } from './settings.module';
