import type { Snowflake } from '../common';

/** Why nothing is sent to a target until a person acts. */
export interface Stop {
  /** `bot-returned` after `bot-removed`: it is in the guild again, where nobody has resumed yet. */
  readonly cause: 'refused' | 'channel-deleted' | 'bot-removed' | 'bot-returned';
  /** Discord's JSON error code, 0 when its answer had none; null when nothing was sent at all. */
  readonly code: number | null;
  /** As Discord or we say it, for the log and for people who know Discord. */
  readonly message: string;
  /** The channel of a guild that it is about; null for direct messages and for a whole guild. */
  readonly channelId: Snowflake | null;
  /** The permissions the bot lacked there, by the names that Discord's settings show; empty when unknown. */
  readonly missing: readonly string[];
}
