import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { type DeliveryStatus, DeliveryStatusService } from '../../delivery';
import { SubscriberService, type Target } from '../../subscribers';
import { StreamCursorRepository } from '../persistence';
import { type StopNotice, StopNoticeService } from './stop-notice.service';

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
}

export interface FeedHealth {
  /** The worst first. */
  readonly sources: readonly SourceHealth[];
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
    private readonly subscribers: SubscriberService,
    private readonly deliveries: DeliveryStatusService,
    private readonly notices: StopNoticeService,
    private readonly clock: Clock,
  ) {}

  async of(target: Target): Promise<FeedHealth> {
    const subscriber = await this.subscribers.find(target);
    return {
      sources: await this.sources(),
      delivery: subscriber && (await this.deliveries.of(subscriber.id)),
      notice: await this.notices.find(target),
      pausedSince: subscriber?.pausedSince ?? null,
      target,
    };
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
      }))
      .sort((a, b) => b.failures - a.failures);
  }
}
