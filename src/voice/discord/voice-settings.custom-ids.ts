import { buttonId, channelSelectId, modalId, roleSelectId, userSelectId } from '../../discord';
import type { VoiceSettings } from '../../settings';

export const VOICE_PANEL = buttonId('settings/voice');
/** Says what is to be, so that pressing twice or late does nothing else. */
export const VOICE_SWITCH = buttonId('settings/voice/switch/:field/:state');
/** `list` is `channels` or `categories`. */
export const VOICE_IGNORE_CHANNELS = channelSelectId('settings/voice/ignore/:list');
export const VOICE_IGNORE_ROLES = roleSelectId('settings/voice/ignore/roles');
export const VOICE_IGNORE_MEMBERS = userSelectId('settings/voice/ignore/members');
export const VOICE_CLOCK = buttonId('settings/voice/clock');
export const VOICE_CLOCK_MODAL = modalId('settings/voice/clock');

export const SWITCHES = {
  enabled: 'Recording',
  countAfk: 'AFK channel',
  countAlone: 'Alone',
  countDeafened: 'Deafened',
  countMuted: 'Muted',
} as const satisfies Partial<Record<keyof VoiceSettings, string>>;
export type Switch = keyof typeof SWITCHES;

export const LISTS = {
  channels: 'ignoredChannelIds',
  categories: 'ignoredCategoryIds',
  roles: 'ignoredRoleIds',
  members: 'ignoredUserIds',
} as const satisfies Record<string, keyof VoiceSettings>;
export type ListName = keyof typeof LISTS;
