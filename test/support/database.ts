import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import { entities } from '../../ormconfig';
import { dataSourceOptions, openDatabase, UnitOfWork } from '../../src/database';

// A database per test would bury the results in lines about migrations.
Logger.overrideLogger(['warn', 'error', 'fatal']);

export interface TestDatabase {
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly path: string;
  close(): Promise<void>;
}

/** A database of its own in a temporary file, with every migration applied. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-'));
  const path = join(folder, 'data.db');
  const dataSource = await openDatabase({ ...dataSourceOptions(path), entities });
  return {
    dataSource,
    unitOfWork: new UnitOfWork(dataSource),
    path,
    close: async () => {
      await dataSource.destroy();
      await rm(folder, { recursive: true });
    },
  };
}
