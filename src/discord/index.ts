export {
  asEphemeral,
  asMessage,
  button,
  card,
  linkButton,
  LONGEST_ALT,
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
export { commandIds, commandMention } from './command-mentions';
export {
  buttonId,
  channelSelectId,
  CustomId,
  modalId,
  roleSelectId,
  stringSelectId,
  userSelectId,
  type ValuesOf,
} from './custom-id';
export { DiscordModule } from './discord.module';
export { GatewayConnection, LoginRefusedError } from './gateway-connection';
export { type MemberEvents, MemberIntent } from './member-intent';
export { link, LONGEST_URL, plain, timestamp } from './markdown';
export { requireOpener } from './opener';
export { pager, pagerIds, readPage } from './pager';
export { SETTINGS_HOME } from './settings.custom-ids';
export { type MemberProfile, MemberProfiles } from './pictures/member-profiles.service';
export { drawingAt, type DrawingModule, Pictures } from './pictures/pictures.service';
export { settingsHomeRow, settingsPanelId, type SettingsPanel, SettingsPanels } from './settings-panels';
export {
  missingIn,
  missingToSend,
  requireGuild,
  requireManageGuild,
  requireManageGuildOf,
  writableChannels,
} from './permissions';
export { choice, described, describedOption, localized, named, type Text, textFor } from './texts';
