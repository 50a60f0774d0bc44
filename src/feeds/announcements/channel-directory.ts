import type { Snowflake } from '../../common';
import type { ForumTraits } from './forum-tags';

/** What decides what may be told in a channel, and how. */
export interface ChannelTraits {
  /** Discord asks for people's age first; a thread is what its parent is. */
  readonly isAgeRestricted: boolean;
  /** Takes posts instead of messages; null for any other channel. */
  readonly forum: ForumTraits | null;
}

/** Discord's channels as the bot sees them now. */
export abstract class ChannelDirectory {
  /** Null when the bot cannot see the channel at present; what is sent there tells why. Never rejects. */
  abstract find(channelId: Snowflake): Promise<ChannelTraits | null>;
}
