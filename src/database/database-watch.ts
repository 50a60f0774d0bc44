import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { statSync } from 'node:fs';
import { DataSource } from 'typeorm';

import { unlessTroubled } from './again-later';
import { BotMetaRepository } from './bot-meta.repository';
import { DatabaseHealth } from './database-health';
import { UnitOfWork } from './unit-of-work';

/** Notices what no statement fails with, and that a trouble is over when nobody else has anything to write. */
@Injectable()
export class DatabaseWatch implements OnApplicationBootstrap {
  /** Of the file that was opened. */
  private identity: string | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly meta: BotMetaRepository,
    private readonly health: DatabaseHealth,
  ) {}

  onApplicationBootstrap(): void {
    this.identity = this.identify();
  }

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'database-watch', waitForCompletion: true })
  async look(): Promise<void> {
    // SQLite goes on writing to a file that has no name any more, and all of it goes with the process.
    this.health.isInPlace(this.identify() === this.identity);
    if (this.health.problem !== null) await unlessTroubled(this.tryToWrite());
  }

  private async tryToWrite(): Promise<void> {
    await this.unitOfWork.run(() => this.meta.set('last_trouble', this.health.problem ?? ''));
  }

  private identify(): string | null {
    const { dev, ino } = statSync(String(this.dataSource.options.database), { throwIfNoEntry: false }) ?? {};
    return ino === undefined ? null : `${dev}/${ino}`;
  }
}
