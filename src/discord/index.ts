export {
  asEphemeral,
  asMessage,
  button,
  card,
  linkButton,
  notice,
  type Picture,
  pictureOf,
  row,
  section,
  separator,
  text,
  thumbnail,
  type View,
} from './components';
export { type AboutFact, AboutFacts } from './about-facts';
export { isAgeRestricted } from './age-restriction';
export { Audience, type AudienceOf, EVERYBODY } from './audience';
export { DiscordModule } from './discord.module';
export { GatewayConnection, LoginRefusedError } from './gateway-connection';
export { link, LONGEST_URL, plain, timestamp } from './markdown';
export { pager } from './pager';
export { type MemberProfile, MemberProfiles } from './pictures/member-profiles.service';
export { drawingAt, type DrawingModule, Pictures } from './pictures/pictures.service';
export {
  SETTINGS_HOME,
  settingsHomeRow,
  settingsPanelId,
  type SettingsPanel,
  SettingsPanels,
} from './settings-panels';
export {
  missingIn,
  missingToSend,
  requireGuild,
  requireManageGuild,
  requireManageGuildOf,
  writableChannels,
} from './permissions';
export { choice, described, describedOption, localized, type Text, textFor } from './texts';
