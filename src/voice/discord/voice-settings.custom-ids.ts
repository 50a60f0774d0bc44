import type { VoiceSettings } from '../../settings';

export const VOICE_PANEL = 'settings/voice';
export const VOICE_SWITCH_PATTERN = 'settings/voice/switch/:field/:state';
export const VOICE_IGNORE_PATTERN = 'settings/voice/ignore/:list';
export const VOICE_CLOCK = 'settings/voice/clock';

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

/** Says what is to be, so that pressing twice or late does nothing else. */
export function voiceSwitchId(field: Switch, on: boolean): string {
  return `settings/voice/switch/${field}/${on ? 'on' : 'off'}`;
}

export function voiceIgnoreId(list: ListName): string {
  return `settings/voice/ignore/${list}`;
}
