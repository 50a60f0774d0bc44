import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { unlessTroubled } from '../database';
import { MessageRetention } from './message-retention';
import { OutboxWorker } from './outbox.worker';
import { TargetStopService } from './target-stop.service';

/** Leaves the rest of the ten seconds a shutdown may take to the client and the database. */
const DRAIN_DEADLINE_MS = 5_000;

@Injectable()
export class OutboxScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly worker: OutboxWorker,
    private readonly stops: TargetStopService,
    private readonly retention: MessageRetention,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.worker.releaseAbandoned();
  }

  @Cron(CronExpression.EVERY_SECOND, { name: 'outbox', waitForCompletion: true })
  async tick(): Promise<void> {
    await unlessTroubled(this.worker.tick());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'outbox-forgotten', waitForCompletion: true })
  async withdrawForgotten(): Promise<void> {
    await unlessTroubled(this.stops.withdrawForgotten());
  }

  /** Before the database gives free pages back. */
  @Cron(CronExpression.EVERY_DAY_AT_3AM, { name: 'outbox-retention', waitForCompletion: true })
  async forgetOld(): Promise<void> {
    await unlessTroubled(this.retention.forgetOld());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.stop(DRAIN_DEADLINE_MS);
  }
}
