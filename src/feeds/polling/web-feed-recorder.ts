import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../../common';
import { AppConfig } from '../../config';
import { UnitOfWork } from '../../database';
import { FeedNotices } from '../announcements/feed-notice.service';
import { storedItem } from '../detection/stored-item';
import {
  type FeedEntity,
  FeedItemRepository,
  FeedRepository,
  ForgottenItemRepository,
  type WebFeedEntity,
  WebFeedRepository,
} from '../persistence';
import type { FeedReading, WebFeedRelease } from '../platforms';
import { ReleaseRecorder } from './release-recorder';
import { findNews, type WebFeedNews } from './web-feed-news';
import { nextReadAt, nextTryAt, rhythmAfterNews, rhythmAfterNothing } from './web-feed-schedule';

type Answered = Extract<FeedReading, { type: 'read' }>;
type Absent = Exclude<FeedReading, Answered>;

/** A feed that answers 404 for less is having a bad day. */
const MISSING_UNTIL_GONE_MS = 72 * 3_600_000;
const USUAL_POLL_INTERVAL_MS = 60_000;
const FEWEST_MISSES = 3;
const MAX_ERROR_LENGTH = 500;

/** Writes down what a read of a web feed brought, in one unit of work with what is told and when it is read next. */
@Injectable()
export class WebFeedRecorder {
  private readonly logger = new Logger('Feeds');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly forgotten: ForgottenItemRepository,
    private readonly webFeeds: WebFeedRepository,
    private readonly releases: ReleaseRecorder,
    private readonly notices: FeedNotices,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @returns the number of new items that are told to somebody. */
  record(feed: FeedEntity, webFeed: WebFeedEntity, { state, releases, restMs }: Answered): Promise<number> {
    return this.unitOfWork.run(async () => {
      // Who follows it again begins with what is out by then; the document must not count as read before that.
      if (await this.webFeeds.restIfUnfollowed(feed.id)) return 0;
      const news = releases && (await this.findNews(feed, webFeed, releases));
      const told = news ? await this.store(feed, news) : 0;
      const now = this.clock.now();
      const dates = (releases ?? []).flatMap(({ isDated, releasedAt }) => (isDated ? [releasedAt] : []));
      const isFirstRead = webFeed.lastReadAt === null && dates.length > 0;
      const rhythm = told > 0 || isFirstRead ? rhythmAfterNews(webFeed, dates) : rhythmAfterNothing(webFeed);
      await this.webFeeds.update(feed.id, {
        ...state,
        ...rhythm,
        host: new URL(state.movedTo ?? feed.sourceId).host,
        nextReadAt: this.scaled(nextReadAt(feed.id, rhythm, now, restMs), now),
        lastReadAt: now,
        failures: 0,
        lastError: null,
        missingSince: null,
        goneSince: null,
      });
      if (feed.state === 'gone') await this.feeds.reopen([feed.id]);
      return told;
    });
  }

  recordFailure(webFeed: WebFeedEntity, detail: string, retryAt: Date | null): Promise<void> {
    return this.unitOfWork.run(async () => {
      const failures = webFeed.failures + 1;
      const now = this.clock.now();
      const nextReadAt = this.scaled(nextTryAt(webFeed.feedId, failures, now, retryAt), now);
      const lastError = detail.slice(0, MAX_ERROR_LENGTH);
      await this.webFeeds.update(webFeed.feedId, { failures, lastError, nextReadAt, missingSince: null });
      if (failures === 1) this.logger.warn(`A web feed cannot be read: ${lastError}`);
    });
  }

  recordAbsence(feed: FeedEntity, webFeed: WebFeedEntity, { type, detail }: Absent): Promise<void> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      const failures = webFeed.failures + 1;
      const missingSince = webFeed.missingSince ?? now;
      const isLong = now.getTime() - missingSince.getTime() >= MISSING_UNTIL_GONE_MS;
      // Where it has moved to is no longer there; perhaps it is back where it was.
      const hasMoved = webFeed.movedTo !== null;
      const isGone = !hasMoved && (type === 'gone' || (isLong && failures >= FEWEST_MISSES));
      await this.webFeeds.update(feed.id, {
        failures,
        lastError: detail.slice(0, MAX_ERROR_LENGTH),
        missingSince,
        nextReadAt: isGone ? null : this.scaled(nextTryAt(feed.id, failures, now, null), now),
        goneSince: isGone ? now : null,
        ...(hasMoved ? { movedTo: null, host: new URL(feed.sourceId).host } : {}),
      });
      if (!isGone) return;
      await this.feeds.update(feed.id, { state: 'gone' });
      await this.notices.oweEndings([{ feedId: feed.id, as: 'gone' }], now);
      this.logger.warn(`A web feed is gone and is not read any more: ${detail}`);
    });
  }

  /** Where the poll interval is shortened, everything is. */
  private scaled(at: Date, now: Date): Date {
    const scale = Math.min(1, this.config.pollIntervalMs / USUAL_POLL_INTERVAL_MS);
    return new Date(now.getTime() + Math.ceil((at.getTime() - now.getTime()) * scale));
  }

  private async findNews(
    feed: FeedEntity,
    webFeed: WebFeedEntity,
    releases: readonly WebFeedRelease[],
  ): Promise<WebFeedNews> {
    const keys = releases.map(({ itemKey }) => ({ feedId: feed.id, key: itemKey }));
    const stored = await this.items.listByItemKeys(keys);
    const forgotten = await this.forgotten.listItemKeys(keys);
    const baselineAt = feed.baselineAt ?? this.clock.now();
    return findNews(releases, {
      knownKeys: new Set([...stored.map(({ itemKey }) => itemKey), ...forgotten.map(({ key }) => key)]),
      stored: new Map(stored.map((item) => [item.itemKey, item])),
      baselineAt,
      readAt: webFeed.lastReadAt ?? baselineAt,
    });
  }

  private async store(feed: FeedEntity, { releases, silent }: WebFeedNews): Promise<number> {
    if (silent.length > 0) {
      this.logger.warn(
        `${feed.sourceId} shows old items that it had not shown; ${silent.length} are taken as known`,
      );
      const now = this.clock.now();
      await this.items.insertNew(
        silent.map((release) => storedItem(feed.id, release, { kind: 'silent', now })),
      );
    }
    return this.releases.record('Web feed', releases);
  }
}
