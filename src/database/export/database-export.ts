import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { DataSource } from 'typeorm';

import { DomainError, startThread } from '../../common';
import type {
  ExportedFile,
  ExportMessage,
  ExportOrder,
  ExportProgress,
  ExportQuery,
  QueryOrder,
} from './export-messages';

export interface ExportRequest {
  /** Its former contents go. */
  readonly folder: string;
  /** What no file gets larger than. */
  readonly mostBytes: number;
  readonly onProgress: (progress: ExportProgress) => void;
}

export interface QueriesRequest {
  readonly folder: string;
  readonly mostBytes: number;
  /** Of the one file, without its extension. */
  readonly name: string;
  readonly queries: readonly ExportQuery[];
}

/** Writes what is in the database to files that other programs can read, while the bot goes on. */
@Injectable()
export class DatabaseExport implements BeforeApplicationShutdown {
  private readonly workers = new Set<Worker>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Every table as gzipped JSON lines, as they were at one instant. The caller runs one at a time.
   * @throws DomainError when the bot stops meanwhile.
   */
  run({ folder, mostBytes, onProgress }: ExportRequest): Promise<readonly ExportedFile[]> {
    const databasePath = String(this.dataSource.options.database);
    const order: ExportOrder = { databasePath, folder, mostBytes };
    return this.start('export.worker', order, onProgress);
  }

  /**
   * What these statements read, as it was at one instant: one JSON file or, where that would get larger than it may,
   * gzipped JSON lines. The caller has a folder for each that run at a time.
   * @throws DomainError when the bot stops meanwhile.
   */
  runQueries({ folder, mostBytes, name, queries }: QueriesRequest): Promise<readonly ExportedFile[]> {
    const databasePath = String(this.dataSource.options.database);
    const order: QueryOrder = { databasePath, folder, mostBytes, name, queries };
    return this.start('query-export.worker', order, () => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  private async start(
    entry: string,
    order: ExportOrder,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<readonly ExportedFile[]> {
    await rm(order.folder, { recursive: true, force: true });
    await mkdir(order.folder, { recursive: true });
    const worker = startThread(join(__dirname, entry), order);
    this.workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ExportMessage) => {
        if ('progress' in message) onProgress(message.progress);
        else resolve(message.files);
      });
      worker.once('error', reject);
      // Does nothing to an export that is done.
      worker.once('exit', () => {
        this.workers.delete(worker);
        reject(new DomainError('export-stopped', 'I was stopped before the export was ready. Ask again.'));
      });
    });
  }
}
