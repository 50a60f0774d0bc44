export { SandboxDiscord, type SandboxDiscordOptions } from './sandbox-discord';
export { type Component, type SelectOption } from './components/component';
export { buttonsOf, type ButtonView, selectsOf, textOf } from './components/reading';
export { type ShownModal, type Suggestion } from './interactions/live-interaction';
export {
  type AutocompleteInput,
  type CommandInput,
  type ModalInput,
  type PressInput,
} from './interactions/people';
export { type ForgedInput } from './interactions/forged-use';
export { type ModalFields } from './interactions/modal-use';
export { type OptionFile, type OptionValue, type OptionValues } from './interactions/option-values';
export { type Reply } from './interactions/reply';
export { type RecordedRequest, type UploadedFile } from './rest/exchange';
export { type FaultOptions } from './rest/faults';
export { type RateLimit } from './rest/rate-limits';
export { type CommandOption, type RegisteredCommand } from './world/command-store';
export { permissionsOf } from './world/permissions';
export {
  type ChannelRecord,
  type GuildRecord,
  type MemberRecord,
  type RoleRecord,
  type StoredAttachment,
  type StoredMessage,
  type UserRecord,
} from './world/records';
