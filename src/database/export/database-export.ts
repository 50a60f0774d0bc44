import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { DataSource } from 'typeorm';

import { DomainError, startThread } from '../../common';
import type { ExportedFile, ExportMessage, ExportOrder, ExportProgress } from './export-messages';

export interface ExportRequest {
  /** Its former contents go. */
  readonly folder: string;
  /** What no file gets larger than. */
  readonly mostBytes: number;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** Writes what is in the database to files that other programs can read, while the bot goes on. */
@Injectable()
export class DatabaseExport implements BeforeApplicationShutdown {
  private worker: Worker | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Every table as gzipped JSON lines, as they were at one instant. The caller runs one at a time.
   * @throws DomainError when the bot stops meanwhile.
   */
  async run({ folder, mostBytes, onProgress }: ExportRequest): Promise<readonly ExportedFile[]> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const databasePath = String(this.dataSource.options.database);
    const order: ExportOrder = { databasePath, folder, mostBytes };
    const worker = startThread(join(__dirname, 'export.worker'), order);
    this.worker = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (message: ExportMessage) => {
        if ('progress' in message) onProgress(message.progress);
        else resolve(message.files);
      });
      worker.once('error', reject);
      // Does nothing to an export that is done.
      worker.once('exit', () => {
        this.worker = null;
        reject(new DomainError('export-stopped', 'I was stopped before the export was ready. Ask again.'));
      });
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.terminate();
  }
}
