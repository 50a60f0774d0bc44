import type { Snowflake } from '../../common';
import type { Instead } from '../../delivery';

export const FEED_NOTICE = 'feeds.notice';

/** What a person is told besides releases. */
export type FeedNotice =
  /** Something is held back because this channel is not age-restricted. */
  | { readonly type: 'held'; readonly channelId: Snowflake }
  /** `gone`: the source no longer has the series. `completed`: nothing more is expected of it. */
  | { readonly type: 'ended'; readonly feedId: number; readonly as: 'gone' | 'completed' };

/** A followed feed that came to its end. */
export interface Ending {
  readonly feedId: number;
  readonly as: 'gone' | 'completed';
}

const DAY_MS = 24 * 3_600_000;

/** At most once a day for each channel: further releases are held back silently, and `/feed health` lists them. */
export function heldNotice(channelId: Snowflake, now: Date): Instead {
  const payload: FeedNotice = { type: 'held', channelId };
  const day = Math.floor(now.getTime() / DAY_MS);
  return { kind: FEED_NOTICE, payload, dedupeKey: `${FEED_NOTICE}:held:${channelId}:${day}` };
}
