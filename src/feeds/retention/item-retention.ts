import { Injectable, Logger } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { Clock, count } from '../../common';
import { AppConfig } from '../../config';
import { UnitOfWork } from '../../database';
import { OutboxRepository } from '../../delivery';
import { RELEASE_MESSAGE, type ReleasePayload } from '../announcements/release-payload';
import { FeedItemRepository, FeedRepository, ForgottenItemRepository } from '../persistence';
import { FRONTIER_RANK } from '../polling/release-recorder';

/** A few milliseconds' worth; others have the event loop and the database after each. */
const SLICE = 200;
/** What stays of a feed's items, however old. */
interface Kept {
  /** The newest of the old ones, by which it is said what came out last, and seen whether a source has more. */
  readonly newest: number;
  /** The highest numbers of each language, by which it is told whether a chapter that comes out is an older one. */
  readonly numbers: number;
}

const KEPT: Kept = { newest: 20, numbers: FRONTIER_RANK };

/**
 * Deletes items that came out longer ago than whoever hosts the bot wants to keep them. What is left of each is known as
 * before, itself and its chapter, so nothing is told twice however often a source shows it. A feed of which something is
 * still owed or held back stays as it is.
 */
@Injectable()
export class ItemRetention {
  private readonly logger = new Logger('Feeds');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly forgotten: ForgottenItemRepository,
    private readonly outbox: OutboxRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Does nothing where they are kept for ever. @returns how many are gone. */
  async forgetOld(): Promise<number> {
    const { items } = this.config.keptMs;
    if (items === null) return 0;
    const forgotten = await this.forget(new Date(this.clock.now().getTime() - items));
    if (forgotten > 0) this.logger.log(`Deleted ${count(forgotten, 'old item')}`);
    return forgotten;
  }

  /** @param before the items came out and were first seen. */
  async forget(before: Date, kept = KEPT): Promise<number> {
    // Whatever is owed from now on is about items that are stored from now on.
    const owed = await this.listOwedFeeds();
    let forgotten = 0;
    for await (const page of this.feeds.pagesWithItemsBefore(before)) {
      for (const feedId of page) {
        if (!owed.has(feedId)) forgotten += await this.forgetOf(feedId, before, kept);
      }
      await nextTurn();
    }
    return forgotten;
  }

  private async forgetOf(feedId: number, before: Date, { newest, numbers }: Kept): Promise<number> {
    const keptFrom = await this.items.listNumbersByRank([feedId], numbers);
    // Where there are fewer, all stay.
    const otherwiseKeptFrom = numbers === 0 ? Infinity : 0;
    for (let forgotten = 0; ;) {
      const old = await this.unitOfWork.run(async () => {
        const items = await this.items.listOld(feedId, {
          before,
          keptFrom,
          otherwiseKeptFrom,
          newestKept: newest,
          limit: SLICE,
        });
        if (items.length > 0) await this.forgotten.forget(items);
        return items.length;
      });
      forgotten += old;
      if (old < SLICE) return forgotten;
      await nextTurn();
    }
  }

  private async listOwedFeeds(): Promise<ReadonlySet<number>> {
    const feedIds = new Set<number>();
    for await (const page of this.outbox.pagesOfUnsettled(RELEASE_MESSAGE)) {
      for (const { releases } of page as readonly ReleasePayload[]) {
        for (const { feedId } of releases) feedIds.add(feedId);
      }
      await nextTurn();
    }
    return feedIds;
  }
}
