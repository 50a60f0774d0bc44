import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { AppConfig } from '../../config';
import { DatabaseHealth, unlessTroubled } from '../../database';
import type { Platforms } from '../platforms';
import { Reconciler } from './reconciler';
import { StreamPoller } from './stream-poller';
import { WebFeedPoller } from './web-feed-poller';

export const PLATFORMS = Symbol('platforms');
const DRAIN_DEADLINE_MS = 3_000;

/** Asks each second whether a stream or a web feed is due; when it is, stands in the database and survives a restart. */
@Injectable()
export class PollScheduler implements BeforeApplicationShutdown {
  constructor(
    private readonly poller: StreamPoller,
    private readonly reconciler: Reconciler,
    private readonly webFeeds: WebFeedPoller,
    @Inject(PLATFORMS) private readonly platforms: Platforms,
    private readonly config: AppConfig,
    private readonly health: DatabaseHealth,
  ) {}

  /** May overlap itself: a slow platform must not keep the others from being read. */
  @Cron(CronExpression.EVERY_SECOND, { name: 'poll' })
  async tick(): Promise<void> {
    // Nobody is asked for what could not be stored.
    if (!this.config.feedPublisherEnabled || this.health.problem !== null) return;
    await unlessTroubled(Promise.all([this.readStreams(), this.webFeeds.tick()]));
  }

  async beforeApplicationShutdown(): Promise<void> {
    const stopped = [this.poller.stop(), this.reconciler.stop(), this.webFeeds.stop()];
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, DRAIN_DEADLINE_MS).unref());
    // Ends requests under way, so that nobody waits for a slow platform.
    await Promise.race([Promise.all([this.platforms.close(), ...stopped]), deadline]);
  }

  private async readStreams(): Promise<void> {
    await this.poller.tick();
    await this.reconciler.tick();
  }
}
