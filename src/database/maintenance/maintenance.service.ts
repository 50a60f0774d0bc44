import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';

import { Clock, startThread } from '../../common';
import { AppConfig } from '../../config';
import type { RowCounts } from '../sqlite-file';
import { Backups } from './backups';
import type { MaintenanceTask } from './maintenance-task';

const HOUR_MS = 3_600_000;

/** Backups and tidying of the database that is in use, in threads of their own. */
@Injectable()
export class MaintenanceService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Database');
  private readonly backups: Backups;
  private readonly running = new Set<Worker>();

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.backups = new Backups(join(config.dataPath, 'backups'));
  }

  /** Backs up when the newest backup is older than it may be. */
  async backUpWhenDue(): Promise<void> {
    const { backupEveryMs } = this.config;
    if (backupEveryMs === null) return;
    const [newest] = await this.backups.list();
    // An hour's run is never late by a little.
    const due = newest ? newest.madeAt.getTime() + backupEveryMs - HOUR_MS / 2 : 0;
    if (this.clock.now().getTime() >= due) await this.backUp();
  }

  /**
   * A verified copy in the folder of backups, from which the oldest is taken away.
   * @returns its path.
   * @throws Error when there is none; the log says why too.
   */
  async backUp(): Promise<string> {
    const backup = await this.backups.pathFor(this.clock.now());
    const rows = (await this.run({ do: 'back-up', path: this.config.databasePath, backup })) as RowCounts;
    const total = Object.values(rows).reduce((sum, n) => sum + n, 0);
    this.logger.log(`Backed up ${total.toLocaleString('en-US')} rows to ${backup}`);
    await this.backups.keep(this.config.backupsKept);
    return backup;
  }

  async tidy(): Promise<void> {
    const pages = await this.run({ do: 'tidy', path: this.config.databasePath });
    this.logger.debug(`Gave ${String(pages)} pages back to the disk`);
  }

  /** What is not done by then begins anew after the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.running].map((worker) => worker.terminate()));
  }

  private async run(task: MaintenanceTask): Promise<unknown> {
    const worker = startThread(join(__dirname, 'maintenance.worker'), task);
    this.running.add(worker);
    try {
      const [result] = (await Promise.race([once(worker, 'message'), ended(worker)])) as [unknown];
      return result;
    } finally {
      this.running.delete(worker);
    }
  }
}

async function ended(worker: Worker): Promise<never> {
  await once(worker, 'exit');
  throw new Error('The bot is stopping');
}
