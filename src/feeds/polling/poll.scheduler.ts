import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { AppConfig } from '../../config';
import { StreamPoller } from './stream-poller';

const DRAIN_DEADLINE_MS = 3_000;

/** Asks each second whether a stream is due; when it is, stands in the database and survives a restart. */
@Injectable()
export class PollScheduler implements BeforeApplicationShutdown {
  private stopped = false;

  constructor(
    private readonly poller: StreamPoller,
    private readonly config: AppConfig,
  ) {}

  /** May overlap itself: a slow platform must not keep the others from being read. */
  @Cron(CronExpression.EVERY_SECOND, { name: 'poll' })
  async tick(): Promise<void> {
    if (this.stopped || !this.config.feedPublisherEnabled) return;
    await this.poller.tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, DRAIN_DEADLINE_MS).unref());
    await Promise.race([this.poller.settled(), deadline]);
  }
}
