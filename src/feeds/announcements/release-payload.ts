import { createHash } from 'node:crypto';

import type { Instead } from '../../delivery';

export const RELEASE_MESSAGE = 'feeds.release';

/** As stored with what is held back, and as people read it; never changed while such rows exist. */
export const HELD_REASON = 'held back: the series is age-restricted and its channel is not';

/** What an owed message stores: references, because text and destination are made when it is sent. */
export interface ReleasePayload {
  /** One series, or several after messages that waited were merged into one. */
  readonly releases: readonly FeedRelease[];
}

export interface FeedRelease {
  readonly feedId: number;
  readonly itemIds: readonly number[];
}

/** One message that tells what several would have told, each series once and in the order they were owed. */
export function mergeReleases(payloads: readonly ReleasePayload[]): ReleasePayload {
  const itemIds = new Map<number, number[]>();
  for (const { releases } of payloads) {
    for (const release of releases) {
      itemIds.set(release.feedId, [...(itemIds.get(release.feedId) ?? []), ...release.itemIds]);
    }
  }
  return { releases: [...itemIds].map(([feedId, ids]) => ({ feedId, itemIds: [...new Set(ids)] })) };
}

/** A part of a message whose parts go to different places. */
export function splitRelease(payload: ReleasePayload, now: Date): Instead {
  const itemIds = payload.releases.flatMap((release) => release.itemIds);
  const about = createHash('sha256').update(itemIds.join()).digest('hex').slice(0, 16);
  // Its items were owed before, perhaps in a part before: the instant makes it another message.
  return { kind: RELEASE_MESSAGE, payload, dedupeKey: `${RELEASE_MESSAGE}:part:${about}:${now.getTime()}` };
}
