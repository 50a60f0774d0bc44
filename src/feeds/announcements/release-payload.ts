export const RELEASE_MESSAGE = 'feeds.release';

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
