import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { type DeliveryStatus, DeliveryStatusService } from '../../delivery';
import { SubscriberService, type Target } from '../../subscribers';
import { FeedRepository, StreamCursorRepository, type UnreadFeed, WebFeedRepository } from '../persistence';
import { type Pause, PlatformRegistry } from '../platforms';
import { WebFeedPoller } from '../polling/web-feed-poller';
import { type StopNotice, StopNoticeService } from './stop-notice.service';
import type { WebFeedsHealth } from './web-feed-health';

/** Enough to see what is wrong; the rest is usually wrong for the same reason. */
const WORST_SHOWN = 5;
const UNREAD_SHOWN = 4;

/** How one stream of a source is read. */
export interface SourceHealth {
  readonly name: string;
  readonly stream: string;
  readonly lastReadAt: Date | null;
  readonly nextReadAt: Date;
  /** Reads in a row that failed, and why the last one did. */
  readonly failures: number;
  readonly lastError: string | null;
  /** How long ago the last instant was that is known to be read, in milliseconds. */
  readonly lagMs: number;
  /** The platform is left alone after failures or at its own wish; null when it is asked. */
  readonly pause: Pause | null;
}

/** Something followed that is not read any more. */
export interface UnreadSeries extends UnreadFeed {
  /** Because nothing is read of its platform. */
  readonly isAsleep: boolean;
}

export interface FeedHealth {
  /** The worst first. */
  readonly sources: readonly SourceHealth[];
  readonly webFeeds: WebFeedsHealth;
  /** The first few. */
  readonly unread: readonly UnreadSeries[];
  /** Null when this target never asked for anything. */
  readonly delivery: DeliveryStatus | null;
  /** Why nothing is sent, or null. */
  readonly notice: StopNotice | null;
  /** Since when nothing is sent because somebody wants it so, or null. */
  readonly pausedSince: Date | null;
  readonly target: Target;
}

/** Whether what a target follows is read and reaches it. */
@Injectable()
export class FeedHealthService {
  constructor(
    private readonly cursors: StreamCursorRepository,
    private readonly feeds: FeedRepository,
    private readonly webFeeds: WebFeedRepository,
    private readonly registry: PlatformRegistry,
    private readonly poller: WebFeedPoller,
    private readonly subscribers: SubscriberService,
    private readonly deliveries: DeliveryStatusService,
    private readonly notices: StopNoticeService,
    private readonly clock: Clock,
  ) {}

  async of(target: Target): Promise<FeedHealth> {
    const subscriber = await this.subscribers.find(target);
    return {
      sources: await this.sources(),
      webFeeds: subscriber ? await this.webFeedsOf(subscriber.id) : { total: 0, failing: 0, worst: [] },
      unread: subscriber ? await this.unreadOf(subscriber.id) : [],
      delivery: subscriber && (await this.deliveries.of(subscriber.id)),
      notice: await this.notices.find(target),
      pausedSince: subscriber?.pausedSince ?? null,
      target,
    };
  }

  /** How each stream is read, the worst first. */
  async sources(): Promise<SourceHealth[]> {
    const now = this.clock.now().getTime();
    const cursors = await this.cursors.listAll();
    return cursors
      .map(({ platformId, stream, cursorAt, ...cursor }) => ({
        name: platformId,
        stream,
        lastReadAt: cursor.lastReadAt,
        nextReadAt: cursor.nextReadAt,
        failures: cursor.failures,
        lastError: cursor.lastError,
        lagMs: Math.max(0, now - cursorAt.getTime()),
        pause: this.registry.pauseOf(platformId),
      }))
      .sort((a, b) => b.failures - a.failures || b.lagMs - a.lagMs);
  }

  private async unreadOf(subscriberId: number): Promise<UnreadSeries[]> {
    const unread = await this.feeds.listUnread(subscriberId, this.registry.asleep, UNREAD_SHOWN);
    return unread.map((feed) => ({ ...feed, isAsleep: !this.registry.isAwake(feed.platformId) }));
  }

  private async webFeedsOf(subscriberId: number): Promise<WebFeedsHealth> {
    const { total, failing } = await this.webFeeds.countFollowed(subscriberId);
    const worst = total === 0 ? [] : await this.webFeeds.listWorstFollowed(subscriberId, WORST_SHOWN);
    const shut = new Set(this.poller.listShutHosts());
    return {
      total,
      failing,
      worst: worst.map(({ name, sourceUrl, webFeed }) => ({
        name,
        url: sourceUrl,
        lastReadAt: webFeed.lastReadAt,
        nextReadAt: webFeed.nextReadAt,
        failures: webFeed.failures,
        lastError: webFeed.lastError,
        isGone: webFeed.goneSince !== null && webFeed.nextReadAt === null,
        isHostShut: shut.has(webFeed.host),
      })),
    };
  }
}
