import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { UnitOfWork } from '../../database';
import { AnnouncementService } from '../announcements/announcement.service';
import {
  type DetectedItem,
  detectUpdates,
  feedKey,
  frontierKey,
  isFarBelow,
  parseNumber,
} from '../detection/detect-updates';
import { numbersOf, storedItem } from '../detection/stored-item';
import {
  type FeedEntity,
  type FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  ForgottenItemRepository,
} from '../persistence';
import type { PlatformId, Release } from '../platforms';

/** One chapter with a mistyped number must not make all that follow older ones. */
export const FRONTIER_RANK = 3;

/** Turns what a source showed into stored items and owed messages. Call inside a unit of work. */
@Injectable()
export class ReleaseRecorder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly forgotten: ForgottenItemRepository,
    private readonly announcements: AnnouncementService,
    private readonly clock: Clock,
  ) {}

  /** @returns the number of new items that are told to somebody. */
  record(platformId: PlatformId, releases: readonly Release[]): Promise<number> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      const sourceIds = [...new Set(releases.map((release) => release.sourceId))];
      const feeds = await this.feeds.listFollowedBySourceIds(platformId, sourceIds);
      if (feeds.length === 0) return 0;
      const followed = new Set(feeds.map((feed) => feed.sourceId));
      const relevant = releases.filter((release) => followed.has(release.sourceId));
      const known = {
        itemKeys: await this.listKnown(feeds, relevant),
        frontiers: await this.listFrontiers(feeds, relevant),
      };
      const detected = await this.withStoredKeys(detectUpdates(feeds, known, relevant, now));
      if (detected.length === 0) return 0;
      const inserted = await this.items.insertNew(
        detected.map(({ feedId, release, kind }) => storedItem(feedId, release, { kind, now })),
      );
      await this.feeds.raiseHighestNumbers(numbersOf(inserted));
      const announced = inserted.filter((item) => !item.isBaseline);
      await this.feeds.reopen(listGoingOn(feeds, announced));
      await this.announcements.owe(announced, now);
      return announced.length;
    });
  }

  private async listKnown(feeds: readonly FeedEntity[], releases: readonly Release[]): Promise<Set<string>> {
    const ids = new Map(feeds.map(({ id, sourceId }) => [sourceId, id]));
    const keys = releases.flatMap(({ sourceId, itemKey }) => {
      const feedId = ids.get(sourceId);
      return feedId === undefined ? [] : [{ feedId, key: itemKey }];
    });
    const known = [
      ...(await this.items.listKnownItemKeys(keys)),
      ...(await this.forgotten.listItemKeys(keys)),
    ];
    return new Set(known.map(({ feedId, key }) => feedKey(feedId, key)));
  }

  /**
   * A chapter that was stored while its series was not known to count anew in each volume stays under that key: another
   * release of it is none of another chapter.
   */
  private async withStoredKeys(detected: readonly DetectedItem[]): Promise<readonly DetectedItem[]> {
    const keys = detected.flatMap(({ feedId, release: { keyInAnyVolume: key } }) =>
      key === undefined ? [] : [{ feedId, key }],
    );
    if (keys.length === 0) return detected;
    const stored = new Set(
      (await this.items.listByLogicalKeys(keys)).map(({ feedId, logicalKey, description }) =>
        feedKey(feedId, `${logicalKey} ${withoutTitle(description)}`),
      ),
    );
    return detected.map((item) => {
      const { keyInAnyVolume: key, label } = item.release;
      const isStored = stored.has(feedKey(item.feedId, `${key} ${withoutTitle(label)}`));
      return key !== undefined && isStored
        ? { ...item, release: { ...item.release, logicalKey: key } }
        : item;
    });
  }

  /** Of the few feeds where something came out below their highest number. */
  private async listFrontiers(
    feeds: readonly FeedEntity[],
    releases: readonly Release[],
  ): Promise<ReadonlyMap<string, number>> {
    const feedsBySource = new Map(feeds.map((feed) => [feed.sourceId, feed]));
    const feedIds = new Set<number>();
    for (const { sourceId, number } of releases) {
      const feed = feedsBySource.get(sourceId);
      if (feed && isFarBelow(number, feed.highestNumber)) feedIds.add(feed.id);
    }
    if (feedIds.size === 0) return new Map();
    const ranked = await this.items.listNumbersByRank([...feedIds], FRONTIER_RANK);
    return new Map(ranked.map(({ feedId, language, number }) => [frontierKey(feedId, language), number]));
  }
}

/** Another release of a chapter that is here does not take back the end of a series; any item brings one that is gone back. */
function listGoingOn(feeds: readonly FeedEntity[], announced: readonly FeedItemEntity[]): number[] {
  const feedsById = new Map(feeds.map((feed) => [feed.id, feed]));
  const more = announced.filter(({ feedId, number }) => {
    const feed = feedsById.get(feedId);
    return feed?.state === 'gone' || (parseNumber(number) ?? -Infinity) > (feed?.highestNumber ?? -1);
  });
  return [...new Set(more.map(({ feedId }) => feedId))];
}

/** `Vol. 2 Chapter 1: The title` without the title. */
function withoutTitle(label: string): string {
  return label.split(': ', 1)[0] ?? label;
}
