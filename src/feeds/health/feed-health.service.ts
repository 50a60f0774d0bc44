import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { type DeliveryStatus, DeliveryStatusService } from '../../delivery';
import { SubscriberService, type Target } from '../../subscribers';
import { FeedRepository, StreamCursorRepository, type TroubledFeed } from '../persistence';
import { type Pause, PlatformRegistry } from '../platforms';
import { type StopNotice, StopNoticeService } from './stop-notice.service';

/** Enough to see what is wrong; the rest is usually wrong for the same reason. */
const MOST_TROUBLED = 4;

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
  /** The platform is left alone after failures or at its own wish. */
  readonly pause?: Pause | null;
}

/** Something followed whose news do not arrive. */
export interface FeedTrouble extends TroubledFeed {
  /** Nothing is read there any more. */
  readonly isAsleep: boolean;
}

export interface FeedHealth {
  /** The worst first. */
  readonly sources: readonly SourceHealth[];
  /** The first few. */
  readonly troubles?: readonly FeedTrouble[];
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
    private readonly registry: PlatformRegistry,
    private readonly feeds: FeedRepository,
    private readonly cursors: StreamCursorRepository,
    private readonly subscribers: SubscriberService,
    private readonly deliveries: DeliveryStatusService,
    private readonly notices: StopNoticeService,
    private readonly clock: Clock,
  ) {}

  async of(target: Target): Promise<FeedHealth> {
    const subscriber = await this.subscribers.find(target);
    return {
      sources: await this.sources(),
      troubles: subscriber === null ? [] : await this.troublesOf(subscriber.id),
      delivery: subscriber && (await this.deliveries.of(subscriber.id)),
      notice: await this.notices.find(target),
      pausedSince: subscriber?.pausedSince ?? null,
      target,
    };
  }

  private async troublesOf(subscriberId: number): Promise<FeedTrouble[]> {
    const troubled = await this.feeds.listTroubled(subscriberId, this.registry.asleep, MOST_TROUBLED);
    return troubled.map((feed) => ({ ...feed, isAsleep: !this.registry.isAwake(feed.platformId) }));
  }

  private async sources(): Promise<SourceHealth[]> {
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
      .sort((a, b) => b.failures - a.failures);
  }
}
