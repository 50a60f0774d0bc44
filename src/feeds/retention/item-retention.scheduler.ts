import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { ItemRetention } from './item-retention';

@Injectable()
export class ItemRetentionScheduler {
  constructor(private readonly retention: ItemRetention) {}

  /** After old messages, which would keep their items, and before the database gives free pages back. */
  @Cron(CronExpression.EVERY_DAY_AT_4AM, { name: 'item-retention', waitForCompletion: true })
  async forgetOld(): Promise<void> {
    await this.retention.forgetOld();
  }
}
