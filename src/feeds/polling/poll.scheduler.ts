import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { AppConfig } from '../../config';
import { StreamPoller } from './stream-poller';

/** Asks each second whether a stream is due; when it is, stands in the database and survives a restart. */
@Injectable()
export class PollScheduler implements BeforeApplicationShutdown {
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly poller: StreamPoller,
    private readonly config: AppConfig,
  ) {}

  @Cron(CronExpression.EVERY_SECOND, { name: 'poll', waitForCompletion: true })
  async tick(): Promise<void> {
    if (this.stopped || !this.config.feedPublisherEnabled) return;
    this.running = this.poller.tick();
    await this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, 3_000).unref());
    await Promise.race([this.running.catch(() => undefined), deadline]);
  }
}
