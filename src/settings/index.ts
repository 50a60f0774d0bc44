export { GuildSettingsEntity, GuildSettingsRepository } from './persistence';
export { type FeedSettings, SettingsService } from './settings.service';
export { isTimeZone } from './time-zones';
export { DEFAULT_VOICE_SETTINGS, type VoiceChange, type VoiceSettings } from './voice-settings';
export { SettingsModule } from './settings.module';
