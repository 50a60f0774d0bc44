import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';

import { Clock, DomainError, startThread } from '../../common';
import { AppConfig } from '../../config';
import { BotMetaRepository } from '../bot-meta.repository';
import { type RowCounts, sumOf } from '../sqlite-file';
import { UnitOfWork } from '../unit-of-work';
import { type Backup, Backups } from './backups';
import { type DatabaseFacts, type LastCheck, measureFile } from './database-facts';
import type { MaintenanceMessage, MaintenanceResults, MaintenanceTask } from './maintenance-task';

const HOUR_MS = 3_600_000;
/** In `bot_meta`. */
const LAST_CHECK = 'database_check';

const UNDER_WAY = { 'back-up': 'A backup', check: 'A check', tidy: 'The nightly care' } as const;

export interface MadeBackup extends Backup {
  readonly rows: RowCounts;
}

/** Backups, checks and tidying of the database that is in use, one at a time and each in a thread of its own. */
@Injectable()
export class MaintenanceService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Database');
  private readonly backups: Backups;
  private running: { readonly worker: Worker; readonly what: MaintenanceTask['do'] } | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly meta: BotMetaRepository,
  ) {
    this.backups = new Backups(join(config.dataPath, 'backups'));
  }

  /** Backs up when the newest backup is older than it may be. */
  async backUpWhenDue(): Promise<void> {
    const { backupEveryMs } = this.config;
    if (backupEveryMs === null) return;
    const now = this.clock.now();
    // Those of a clock that was set back since are of the future.
    const newest = (await this.backups.list(now)).find(({ madeAt }) => madeAt <= now);
    // An hour's run is never late by a little.
    const due = newest ? newest.madeAt.getTime() + backupEveryMs - HOUR_MS / 2 : 0;
    if (now.getTime() >= due) await this.backUp();
  }

  /**
   * A verified copy in the folder of backups, from which the oldest is taken away.
   * @param onProgress is told the share that is copied, 0 to 1; checking the copy comes after that.
   * @throws DomainError when there is none, or when something else is under way.
   */
  async backUp(onProgress?: (share: number) => void): Promise<MadeBackup> {
    const now = this.clock.now();
    const backup = await this.backups.pathFor(now);
    const path = this.config.databasePath;
    const rows = await this.run({ do: 'back-up', path, backup }, onProgress);
    this.logger.log(`Backed up ${sumOf(rows).toLocaleString('en-US')} rows to ${backup}`);
    await this.backups.keep(this.config.backupsKept, now);
    return { ...(await this.backups.describe(backup)), rows };
  }

  /**
   * What is wrong with the database, a sentence each; remembered for `look`.
   * @throws DomainError when something else is under way.
   */
  async check(): Promise<readonly string[]> {
    const problems = await this.run({ do: 'check', path: this.config.databasePath });
    for (const problem of problems) this.logger.error(`The database is damaged: ${problem}`);
    const last: LastCheck = { at: this.clock.now().getTime(), problems: problems.length };
    await this.unitOfWork.run(() => this.meta.set(LAST_CHECK, JSON.stringify(last)));
    return problems;
  }

  /**
   * Gives the space of deleted rows back to the disk, as far as the file was made for it.
   * @returns how many bytes.
   * @throws DomainError when something else is under way.
   */
  async tidy(): Promise<number> {
    const bytes = await this.run({ do: 'tidy', path: this.config.databasePath });
    this.logger.debug(`Gave ${bytes} bytes back to the disk`);
    return bytes;
  }

  /** How the database is, without reading through it. */
  async look(): Promise<DatabaseFacts> {
    const { databasePath: path, backupEveryMs, backupsKept, keptMs } = this.config;
    const lastCheck = await this.meta.get(LAST_CHECK);
    const listed = await this.backups.list(this.clock.now());
    const backups = listed.map((backup) => this.backups.describe(backup.path));
    return {
      ...(await measureFile(path)),
      ...{ path, backupEveryMs, backupsKept, keptMs },
      backupFolder: this.backups.folder,
      backups: await Promise.all(backups),
      lastCheck: lastCheck === null ? null : (JSON.parse(lastCheck) as LastCheck),
    };
  }

  /** What is not done by then begins anew after the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.running?.worker.terminate();
  }

  private async run<Task extends MaintenanceTask>(
    task: Task,
    onProgress?: (share: number) => void,
  ): Promise<MaintenanceResults[Task['do']]> {
    if (this.running) {
      const what = UNDER_WAY[this.running.what];
      throw new DomainError('maintenance-running', `${what} is under way. Try again when it is done.`);
    }
    const worker = startThread(join(__dirname, 'maintenance.worker'), task);
    this.running = { worker, what: task.do };
    try {
      return (await answerOf(worker, onProgress)) as MaintenanceResults[Task['do']];
    } finally {
      this.running = null;
    }
  }
}

function answerOf(worker: Worker, onProgress?: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: MaintenanceMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('result' in message) resolve(message.result);
      else reject(new DomainError('maintenance-failed', message.failed));
    });
    worker.once('error', reject);
    // Does nothing to one that has answered.
    worker.once('exit', () => {
      reject(new DomainError('maintenance-stopped', 'I was stopped before it was done. Ask again.'));
    });
  });
}
