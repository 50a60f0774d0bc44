import { DomainError, isSnowflake, type Snowflake } from '../common';
import type { WelcomeSettings as StoredWelcomeSettings } from './persistence';

/** How a guild greets who joins, and whether it says who left. */
export interface WelcomeSettings {
  readonly enabled: boolean;
  /** Null until an admin chose one. */
  readonly channelId: Snowflake | null;
  /** The name of a template; what it may be is for who draws it to say. */
  readonly template: string | null;
  /** The name of an artwork; null for the template's own. */
  readonly background: string | null;
  /** `#rrggbb`; null for the template's own. */
  readonly color: string | null;
  /** One of them is picked for each member; none for a text of ours. */
  readonly messages: readonly string[];
  /** Whether a picture goes along with the message. */
  readonly picture: boolean;
  /** Whether the member is notified; nobody else ever is. */
  readonly mentionMember: boolean;
  /** What each new member is given; null for nothing. */
  readonly roleId: Snowflake | null;
  readonly leaveEnabled: boolean;
  /** Null for the channel of the welcome. */
  readonly leaveChannelId: Snowflake | null;
  readonly leaveMessages: readonly string[];
  /** The admin who changed this last, if known. */
  readonly updatedBy: Snowflake | null;
}

export type WelcomeChange = Partial<Omit<WelcomeSettings, 'updatedBy'>>;

export const DEFAULT_WELCOME_SETTINGS: WelcomeSettings = {
  enabled: false,
  channelId: null,
  template: null,
  background: null,
  color: null,
  messages: [],
  picture: true,
  mentionMember: false,
  roleId: null,
  leaveEnabled: false,
  leaveChannelId: null,
  leaveMessages: [],
  updatedBy: null,
};

/** As many as the original took, which is as many as Discord shows in one menu. */
export const MOST_WELCOME_MESSAGES = 25;
export const LONGEST_WELCOME_MESSAGE = 500;
const LONGEST_NAME = 40;

const STORED_NAMES = {
  enabled: 'enabled',
  channelId: 'channel_id',
  template: 'template_id',
  background: 'background',
  color: 'primary_color',
  messages: 'messages',
  picture: 'picture',
  mentionMember: 'mention_member',
  roleId: 'role_id',
  leaveEnabled: 'leave_enabled',
  leaveChannelId: 'leave_channel_id',
  leaveMessages: 'leave_messages',
} as const satisfies Record<keyof WelcomeChange, keyof StoredWelcomeSettings>;

/** What is stored badly is read as if it had not been set. */
export function readWelcomeSettings(stored: StoredWelcomeSettings | undefined): WelcomeSettings {
  const read: Record<string, unknown> = {
    ...DEFAULT_WELCOME_SETTINGS,
    updatedBy: isSnowflake(stored?.updated_by ?? '') ? stored?.updated_by : null,
  };
  for (const [name, storedName] of Object.entries(STORED_NAMES) as [keyof WelcomeChange, string][]) {
    const value = readable(name, (stored as Record<string, unknown> | undefined)?.[storedName]);
    if (value !== null && value !== undefined && problemWith(name, value) === null) read[name] = value;
  }
  return read as unknown as WelcomeSettings;
}

/** @throws DomainError that says which value is wrong and what would be right. */
export function writeWelcomeChange(change: WelcomeChange, by?: Snowflake): StoredWelcomeSettings {
  const named = Object.entries(change) as [keyof WelcomeChange, unknown][];
  for (const [name, value] of named) {
    const problem = problemWith(name, value);
    if (problem !== null) throw new DomainError('welcome-setting-invalid', problem);
  }
  return {
    ...Object.fromEntries(named.map(([name, value]) => [STORED_NAMES[name], value])),
    ...(by === undefined || named.length === 0 ? {} : { updated_by: by }),
  };
}

/** `#rrggbb` of what somebody typed: with or without `#`, three digits or six; null when it is no colour. */
export function readColor(typed: string): string | null {
  const digits = /^\s*#?([\da-f]{3}|[\da-f]{6})\s*$/i.exec(typed)?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? Array.from(digits, (digit) => digit + digit).join('') : digits}`;
}

/** The original stored what was typed: short colours, and texts of any kind. */
function readable(name: keyof WelcomeChange, stored: unknown): unknown {
  switch (name) {
    case 'color':
      return typeof stored === 'string' ? readColor(stored) : null;
    case 'messages':
    case 'leaveMessages':
      return Array.isArray(stored) ? stored.filter(isMessage).slice(0, MOST_WELCOME_MESSAGES) : null;
    case 'enabled':
    case 'picture':
    case 'mentionMember':
    case 'leaveEnabled':
      return stored === 1 ? true : stored === 0 ? false : stored;
    default:
      return typeof stored === 'number' ? String(stored) : stored;
  }
}

function problemWith(name: keyof WelcomeChange, value: unknown): string | null {
  switch (name) {
    case 'channelId':
    case 'leaveChannelId':
    case 'roleId':
      return value === null || (typeof value === 'string' && isSnowflake(value))
        ? null
        : 'This is no channel or role of Discord.';
    case 'template':
    case 'background':
      return value === null || (typeof value === 'string' && value.length <= LONGEST_NAME)
        ? null
        : 'I do not know this one. Choose one from the list.';
    case 'color':
      return value === null || (typeof value === 'string' && /^#[\da-f]{6}$/.test(value))
        ? null
        : 'This is no colour. Write it as six digits such as `#5865F2`.';
    case 'messages':
    case 'leaveMessages':
      return messagesProblem(value);
    default:
      return typeof value === 'boolean' ? null : 'This is either on or off.';
  }
}

function messagesProblem(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > MOST_WELCOME_MESSAGES)
    return `There can be ${MOST_WELCOME_MESSAGES} messages at most. Remove one first.`;
  return value.every(isMessage) ? null : `A message has 1 to ${LONGEST_WELCOME_MESSAGE} characters.`;
}

function isMessage(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_WELCOME_MESSAGE;
}
