export type { FeedSettings, GuildSettings, VoiceSettings, WelcomeSettings } from './guild-settings';
export { GuildSettingsEntity } from './guild-settings.entity';
export { GuildSettingsRepository } from './guild-settings.repository';
