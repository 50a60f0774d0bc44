import type { NewRow } from '../../database';
import type { FeedItemEntity } from '../persistence';
import type { Release } from '../platforms';

/** A release as it is stored. Silent items are known from now on, but nobody is told of them. */
export function storedItem(
  feedId: number,
  release: Release,
  { silent, now }: { silent: boolean; now: Date },
): NewRow<FeedItemEntity> {
  return {
    feedId,
    itemKey: release.itemKey,
    logicalKey: release.logicalKey,
    description: release.label,
    number: release.number,
    language: release.language,
    groupName: release.groupName,
    url: release.url,
    published: release.releasedAt,
    firstSeenAt: now,
    isBaseline: silent,
  };
}
