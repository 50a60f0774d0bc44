import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { unlessTroubled } from '../../database';
import { RecountService } from './recount.service';

@Injectable()
export class RecountScheduler {
  constructor(private readonly recount: RecountService) {}

  /** Often enough to be soon, and seldom enough that what changes together is looked at together. */
  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'voice-recount', waitForCompletion: true })
  async checkChanged(): Promise<void> {
    await unlessTroubled(this.recount.checkChanged());
  }

  @Cron(CronExpression.EVERY_10_MINUTES, { name: 'voice-recount-net', waitForCompletion: true })
  async checkAll(): Promise<void> {
    await unlessTroubled(this.recount.checkAllSoon());
  }
}
