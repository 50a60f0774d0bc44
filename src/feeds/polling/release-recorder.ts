import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { UnitOfWork } from '../../database';
import { AnnouncementService } from '../announcements/announcement.service';
import { detectUpdates, feedKey } from '../detection/detect-updates';
import { storedItem } from '../detection/stored-item';
import { FeedItemRepository, FeedRepository } from '../persistence';
import type { PlatformId, Release } from '../platforms';

/** Turns what a source showed into stored items and owed messages. Call inside a unit of work. */
@Injectable()
export class ReleaseRecorder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
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
      const feedIds = feeds.map((feed) => feed.id);
      const [itemKeys, logicalKeys] = [
        await this.items.listKnownItemKeys(
          feedIds,
          relevant.map((release) => release.itemKey),
        ),
        await this.items.listKnownLogicalKeys(
          feedIds,
          relevant.map((release) => release.logicalKey),
        ),
      ];
      const known = {
        itemKeys: new Set(itemKeys.map(({ feedId, key }) => feedKey(feedId, key))),
        logicalKeys: new Set(logicalKeys.map(({ feedId, key }) => feedKey(feedId, key))),
      };
      const detected = detectUpdates(feeds, known, relevant, now);
      const inserted = await this.items.insertNew(
        detected.map(({ feedId, release, announce }) =>
          storedItem(feedId, release, { silent: !announce, now }),
        ),
      );
      const announced = inserted.filter((item) => !item.isBaseline);
      await this.announcements.owe(announced, now);
      return announced.length;
    });
  }
}
