import type { NewRow } from '../../database';
import type { FeedItemEntity } from '../persistence';
import type { Release } from '../platforms';
import { type Kind, parseNumber } from './detect-updates';

/** A release as it is stored. Silent items are known from now on, but nobody is told of them. */
export function storedItem(
  feedId: number,
  release: Release,
  { kind, now }: { kind: Kind; now: Date },
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
    isBaseline: kind === 'silent',
    isBackfill: kind === 'older',
  };
}

/** For `FeedRepository.raiseHighestNumbers`: the numbers of items that were just stored. */
export function numbersOf(
  items: readonly Pick<FeedItemEntity, 'feedId' | 'number'>[],
): { feedId: number; number: number }[] {
  return items.flatMap(({ feedId, number: text }) => {
    const number = parseNumber(text);
    return number === null ? [] : [{ feedId, number }];
  });
}
