import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { ClockWatch } from '../../database';
import {
  FeedRepository,
  FeedSubscriptionRepository,
  StreamCursorRepository,
  WebFeedRepository,
} from '../persistence';
import { Reconciler } from './reconciler';

/** After the clock was set back, sources are read as if it had always been what it is now. */
@Injectable()
export class ClockCorrection {
  constructor(
    private readonly cursors: StreamCursorRepository,
    private readonly feeds: FeedRepository,
    private readonly webFeeds: WebFeedRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly reconciler: Reconciler,
    private readonly clock: Clock,
    watch: ClockWatch,
  ) {
    watch.whenSetBack((byMs) => this.correct(byMs));
  }

  private async correct(byMs: number): Promise<void> {
    const now = this.clock.now();
    await this.feeds.moveDueTimes(byMs, now);
    await this.webFeeds.moveDueTimes(byMs, now);
    // Items may stay as first seen later than they were: nobody is told less for it.
    await this.subscriptions.moveStarts(byMs, now);
    for (const platformId of await this.cursors.moveDueTimes(byMs, now)) {
      await this.feeds.markGap(platformId, now);
    }
    this.reconciler.forgetPauses();
  }
}
