import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { MaintenanceService } from './maintenance.service';

/** At the half hour, when little else begins. */
const HOURLY = '0 30 * * * *';

@Injectable()
export class MaintenanceScheduler {
  private readonly logger = new Logger('Database');

  constructor(private readonly maintenance: MaintenanceService) {}

  @Cron(HOURLY, { name: 'backup', waitForCompletion: true })
  backUp(): Promise<void> {
    return this.logged(this.maintenance.backUpWhenDue());
  }

  @Cron(CronExpression.EVERY_DAY_AT_5AM, { name: 'tidy', waitForCompletion: true })
  tidy(): Promise<void> {
    return this.logged(this.maintenance.tidy());
  }

  private async logged(task: Promise<unknown>): Promise<void> {
    try {
      await task;
    } catch (error) {
      this.logger.error(error instanceof Error ? error.message : String(error));
    }
  }
}
