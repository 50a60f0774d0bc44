import { DomainError, isSnowflake, type Snowflake } from '../common';
import type { VoiceSettings as StoredVoiceSettings } from './persistence';
import { isTimeZone } from './time-zones';

/** What is recorded never depends on these, except `enabled`; they say what of it counts, and when a day begins. */
export interface VoiceSettings {
  /** Whether voice channels are recorded at all. */
  readonly enabled: boolean;
  readonly countAfk: boolean;
  readonly countAlone: boolean;
  readonly countDeafened: boolean;
  readonly countMuted: boolean;
  readonly ignoredChannelIds: readonly Snowflake[];
  readonly ignoredCategoryIds: readonly Snowflake[];
  readonly ignoredRoleIds: readonly Snowflake[];
  readonly ignoredUserIds: readonly Snowflake[];
  /** A stay shorter than this does not count at all. */
  readonly minimumStayMs: number;
  /** IANA name. */
  readonly timeZone: string;
  /** The wall clock's hour, 0 to 23, at which the guild's day begins. */
  readonly dayStartHour: number;
  /** The admin who changed this last, if known. */
  readonly updatedBy: Snowflake | null;
}

export type VoiceChange = Partial<Omit<VoiceSettings, 'updatedBy'>>;

export const DEFAULT_VOICE_SETTINGS: VoiceSettings = {
  enabled: true,
  countAfk: false,
  countAlone: false,
  countDeafened: true,
  countMuted: true,
  ignoredChannelIds: [],
  ignoredCategoryIds: [],
  ignoredRoleIds: [],
  ignoredUserIds: [],
  minimumStayMs: 0,
  timeZone: 'UTC',
  dayStartHour: 0,
  updatedBy: null,
};

const LONGEST_MINIMUM_STAY_MS = 24 * 3_600_000;
const MOST_IGNORED = 100;

const STORED_NAMES = {
  enabled: 'enabled',
  countAfk: 'count_afk',
  countAlone: 'count_alone',
  countDeafened: 'count_deafened',
  countMuted: 'count_muted',
  ignoredChannelIds: 'ignored_channel_ids',
  ignoredCategoryIds: 'ignored_category_ids',
  ignoredRoleIds: 'ignored_role_ids',
  ignoredUserIds: 'ignored_user_ids',
  minimumStayMs: 'minimum_stay_ms',
  timeZone: 'time_zone',
  dayStartHour: 'day_start_hour',
} as const satisfies Record<keyof VoiceChange, keyof StoredVoiceSettings>;

/** What is stored badly is read as if it had not been set: a broken field must not stop a guild's figures. */
export function readVoiceSettings(stored: StoredVoiceSettings | undefined): VoiceSettings {
  const read: Record<string, unknown> = {
    ...DEFAULT_VOICE_SETTINGS,
    updatedBy: isSnowflake(stored?.updated_by ?? '') ? stored?.updated_by : null,
  };
  for (const [name, storedName] of Object.entries(STORED_NAMES)) {
    const value = stored?.[storedName];
    if (value !== undefined && problemWith(name as keyof VoiceChange, value) === null) read[name] = value;
  }
  return read as unknown as VoiceSettings;
}

/** @throws DomainError that says which value is wrong and what would be right. */
export function writeVoiceChange(change: VoiceChange, by?: Snowflake): StoredVoiceSettings {
  const named = Object.entries(change) as [keyof VoiceChange, unknown][];
  for (const [name, value] of named) {
    const problem = problemWith(name, value);
    if (problem !== null) throw new DomainError('voice-setting-invalid', problem);
  }
  return {
    ...Object.fromEntries(named.map(([name, value]) => [STORED_NAMES[name], value])),
    ...(by === undefined || named.length === 0 ? {} : { updated_by: by }),
  };
}

function problemWith(name: keyof VoiceChange, value: unknown): string | null {
  switch (name) {
    case 'timeZone':
      return typeof value === 'string' && isTimeZone(value)
        ? null
        : 'I do not know this time zone. Choose one from the list, such as `Europe/Berlin`.';
    case 'dayStartHour':
      return isWhole(value, 23) ? null : 'The day begins at a whole hour from 0 to 23.';
    case 'minimumStayMs':
      return isWhole(value, LONGEST_MINIMUM_STAY_MS) ? null : 'The minimum stay is between 0 and 24 hours.';
    case 'ignoredChannelIds':
    case 'ignoredCategoryIds':
    case 'ignoredRoleIds':
    case 'ignoredUserIds':
      return isListOfIds(value) ? null : `At most ${MOST_IGNORED} can be ignored.`;
    default:
      return typeof value === 'boolean' ? null : 'This is either on or off.';
  }
}

function isWhole(value: unknown, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function isListOfIds(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= MOST_IGNORED &&
    value.every((id) => typeof id === 'string' && isSnowflake(id))
  );
}
