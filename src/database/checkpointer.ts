import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { DataSource } from 'typeorm';

import { startThread } from '../common';
import { adviceFor } from './database-trouble';

/** A bot that has just started has other things to do. */
const FIRST_AFTER_MS = 5_000;
const EVERY_MS = 2_000;

/**
 * Moves what was committed from the write-ahead log into the database file, in a thread of its own: SQLite would do it
 * inside of some commit, which would then hold the event loop for twenty milliseconds and more. Where the thread falls
 * behind or is missing, commits do it as a last resort (`wal_autocheckpoint` of the data source options).
 */
@Injectable()
export class Checkpointer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Database');
  private timer: NodeJS.Timeout | null = null;
  private worker: Worker | null = null;
  private failing: string | null = null;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.start();
    }, FIRST_AFTER_MS).unref();
  }

  /** Before the last connection is closed, which takes the log away. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    const { worker } = this;
    if (!worker) return;
    worker.ref();
    worker.postMessage('stop');
    await new Promise((resolve) => worker.once('exit', resolve));
  }

  /** @param everyMs between two looks at what there is to move. */
  start(everyMs = EVERY_MS): void {
    if (this.timer) clearTimeout(this.timer);
    const path = String(this.dataSource.options.database);
    const worker = startThread(join(__dirname, 'checkpoint.worker'), { path, everyMs });
    worker.unref();
    worker.on('message', ({ code }: { code: string | null }) => {
      this.heard(code);
    });
    worker.on('error', (error) => {
      this.logger.error('The thread that writes checkpoints failed; commits write them', error.stack);
    });
    worker.on('exit', () => {
      this.worker = null;
    });
    this.worker = worker;
  }

  /** It goes on trying; said once when it begins to fail, and once when it works again. */
  private heard(code: string | null): void {
    if (code === this.failing) return;
    this.failing = code;
    const path = String(this.dataSource.options.database);
    if (code === null) this.logger.log('The write-ahead log is moved into the database again');
    else {
      const cure = adviceFor({ code }, path) ?? code;
      this.logger.error(`The write-ahead log beside the database grows, for it cannot be moved. ${cure}`);
    }
  }
}
