export { GuildSettingsEntity, GuildSettingsRepository } from './persistence';
export { type FeedSettings, SettingsService } from './settings.service';
export { isTimeZone } from './time-zones';
export { DEFAULT_VOICE_SETTINGS, type VoiceChange, type VoiceSettings } from './voice-settings';
export {
  DEFAULT_WELCOME_SETTINGS,
  LONGEST_WELCOME_MESSAGE,
  MOST_WELCOME_MESSAGES,
  readColor,
  type WelcomeChange,
  type WelcomeSettings,
} from './welcome-settings';
export { SettingsModule } from './settings.module';
