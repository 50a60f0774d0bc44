import { Logger } from '@nestjs/common';
import { type DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';

import { DomainError } from '../common';
import { DatabaseUnusableError, MigrationFailedError } from './database.errors';
import { troubleOf, whyUnopened } from './database-trouble';
import type { Connection } from './database-transaction';
import { SqliteDataSource } from './sqlite-data-source';
import { takeWriteLock } from './write-lock';

const logger = new Logger('Database');

interface Use {
  /** No second process may say this of the same file: the bot does, whoever looks beside it does not. */
  readonly alone?: boolean;
}

/**
 * Connects and brings the schema up to date before anybody else sees the database.
 * @throws DatabaseUnusableError when the file cannot be opened.
 * @throws DatabaseInUseError when another process has it alone, and this one wants that too or would migrate.
 * @throws ForeignDatabaseError when it is not ours to open.
 * @throws MigrationFailedError when a migration fails; the database is then as the one before left it, and closed.
 */
export async function openDatabase(
  options: DataSourceOptions,
  { alone = false }: Use = {},
): Promise<DataSource> {
  const dataSource = new SqliteDataSource(options);
  try {
    if (alone) dataSource.holdAlone();
    await dataSource.initialize();
  } catch (error) {
    dataSource.release();
    throw unusable(options, error);
  }
  try {
    if (alone) await proveWritable(dataSource);
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw troubleOf(error) === null ? error : unusable(options, error);
  }
}

function unusable({ database }: DataSourceOptions, error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const path = String(database);
  return new DatabaseUnusableError(path, whyUnopened(error, path));
}

/** Writes what is there already: a disk that is full, or a lock that another program holds, shows now or in an hour. */
async function proveWritable(dataSource: DataSource): Promise<void> {
  const connection = (await dataSource.createQueryRunner().connect()) as Connection;
  await takeWriteLock(connection);
  try {
    const version = Number(connection.pragma('user_version', { simple: true }));
    connection.pragma(`user_version = ${version}`);
    connection.exec('COMMIT');
  } finally {
    if (connection.inTransaction) connection.exec('ROLLBACK');
  }
}

async function migrate(dataSource: DataSource): Promise<void> {
  try {
    const applied = await dataSource.runMigrations();
    if (applied.length > 0) logger.log(`Applied ${applied.map(({ name }) => name).join(', ')}`);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const executor = new MigrationExecutor(dataSource);
    const [failed] = await executor.getPendingMigrations();
    if (!failed) throw error;
    const path = String(dataSource.options.database);
    const [lastApplied] = await executor.getExecutedMigrations();
    throw new MigrationFailedError(failed.name, lastApplied?.name ?? null, path, error);
  }
}
