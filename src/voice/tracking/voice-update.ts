import type { Snowflake } from '../../common';
import type { Spot } from './guild-roster';

/** What Discord says of one member's voice, as ids and bits. */
export interface VoiceUpdate {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  /** Null is out of voice. */
  readonly spot: Spot | null;
  /** Null when it was not said. */
  readonly isBot: boolean | null;
  /** Null when it was not said. */
  readonly roleIds: readonly Snowflake[] | null;
}

export interface ChannelNote {
  readonly channelId: Snowflake;
  readonly categoryId: Snowflake | null;
}

/** All of a guild that matters to voice, at one instant. */
export interface GuildSnapshot {
  readonly guildId: Snowflake;
  readonly afkChannelId: Snowflake | null;
  readonly voiceChannels: readonly ChannelNote[];
  /** Who is in voice; may be read from the payload one by one. */
  readonly updates: Iterable<VoiceUpdate>;
}
