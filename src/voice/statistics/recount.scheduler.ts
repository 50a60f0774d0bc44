import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { RecountService } from './recount.service';

@Injectable()
export class RecountScheduler {
  constructor(private readonly recount: RecountService) {}

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'voice-first-count', waitForCompletion: true })
  async countNewGuilds(): Promise<void> {
    await this.recount.checkUncounted();
  }

  /** Roles and categories change without anybody changing the settings. */
  @Cron(CronExpression.EVERY_10_MINUTES, { name: 'voice-recount', waitForCompletion: true })
  async checkAll(): Promise<void> {
    await this.recount.checkAll();
  }
}
