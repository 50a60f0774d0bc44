import type { Snowflake } from '../../common';

/** The stored form, with the names that the original wrote. What is absent has not been set. */
export interface GuildSettings {
  readonly feeds?: FeedSettings;
  readonly voice?: VoiceSettings;
  readonly welcome?: WelcomeSettings;
}

export interface FeedSettings {
  readonly enabled?: boolean;
  readonly channel_id?: Snowflake | null;
  readonly subscribe_role_id?: Snowflake | null;
  readonly unsubscribe_role_id?: Snowflake | null;
  /** Who changed this section last. */
  readonly updated_by?: Snowflake | null;
  /** The channel was deleted; `channel_id` still names it, so that what is on its way is refused and kept. */
  readonly channel_missing?: boolean;
}

export interface VoiceSettings {
  readonly enabled?: boolean;
  readonly count_afk?: boolean;
  readonly count_alone?: boolean;
  readonly count_deafened?: boolean;
  readonly count_muted?: boolean;
  readonly ignored_channel_ids?: readonly string[];
  readonly ignored_category_ids?: readonly string[];
  readonly ignored_role_ids?: readonly string[];
  readonly ignored_user_ids?: readonly string[];
  readonly minimum_stay_ms?: number;
  /** IANA name. */
  readonly time_zone?: string;
  readonly day_start_hour?: number;
  /** Who changed this section last. */
  readonly updated_by?: Snowflake | null;
}

export interface WelcomeSettings {
  readonly enabled?: boolean;
  readonly channel_id?: Snowflake | null;
  /** `#rrggbb`, or as short as `#rgb`; absent for the template's own. */
  readonly primary_color?: string | null;
  /** A name of ours, or `1` to `12` from the original. */
  readonly template_id?: string | null;
  /** The artwork behind the template; absent for its own. */
  readonly background?: string | null;
  /** Null where the original never had one. */
  readonly messages?: readonly string[] | null;
  readonly picture?: boolean;
  readonly mention_member?: boolean;
  readonly role_id?: Snowflake | null;
  readonly leave_enabled?: boolean;
  /** Null for the channel of the welcome. */
  readonly leave_channel_id?: Snowflake | null;
  readonly leave_messages?: readonly string[] | null;
  /** Who changed this section last. */
  readonly updated_by?: Snowflake | null;
}

const FEATURES = ['feeds', 'voice', 'welcome'] as const satisfies readonly (keyof GuildSettings)[];

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads `enabled` as a boolean where it is 1 or 0: SQLite's json_extract turned the original's booleans into numbers.
 * A null `enabled` is the original's way to say "not set". Everything else, unknown keys included, stays as it is.
 */
export function normaliseGuildSettings(stored: unknown): GuildSettings {
  if (!isObject(stored)) return {};
  const { feeds, voice, welcome, ...unknown } = stored;
  return {
    ...(isObject(feeds) && { feeds: normaliseSection(feeds) }),
    ...(isObject(voice) && { voice: normaliseSection(voice) }),
    ...(isObject(welcome) && { welcome: normaliseSection(welcome) }),
    ...unknown,
  };
}

/** Sets what `changes` names, feature by feature, and leaves every other key alone. */
export function mergeGuildSettings(stored: GuildSettings, changes: GuildSettings): GuildSettings {
  const merged: Record<string, unknown> = { ...stored, ...changes };
  for (const feature of FEATURES) {
    if (stored[feature] && changes[feature]) merged[feature] = { ...stored[feature], ...changes[feature] };
  }
  return merged;
}

function normaliseSection({ enabled, ...rest }: JsonObject): JsonObject {
  return enabled === undefined || enabled === null
    ? rest
    : { enabled: enabled === true || enabled === 1, ...rest };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
