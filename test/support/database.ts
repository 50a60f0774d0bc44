import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import { entities } from '../../ormconfig';
import { DatabaseHealth, dataSourceOptions, openDatabase, UnitOfWork } from '../../src/database';

// A database per test would bury the results in lines about migrations.
Logger.overrideLogger(['warn', 'error', 'fatal']);

export interface TestDatabase {
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly health: DatabaseHealth;
  readonly path: string;
  close(): Promise<void>;
}

/** A database of its own in a temporary file, with every migration applied. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'pwr-bot-'));
  const database = await openTestDatabaseAt(join(folder, 'data.db'));
  return {
    ...database,
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The same at a place that the test has made, and takes away itself. */
export async function openTestDatabaseAt(path: string): Promise<TestDatabase> {
  const dataSource = await openDatabase({ ...dataSourceOptions(path), entities });
  const health = new DatabaseHealth(dataSource);
  return {
    dataSource,
    health,
    unitOfWork: new UnitOfWork(dataSource, health),
    path,
    close: () => dataSource.destroy(),
  };
}
