import { Logger } from '@nestjs/common';
import { type DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';

import { DomainError } from '../common';
import { DatabaseUnusableError, MigrationFailedError } from './database.errors';
import { SqliteDataSource } from './sqlite-data-source';

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
    throw error instanceof DomainError ? error : new DatabaseUnusableError(String(options.database), error);
  }
  try {
    await migrate(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
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
    const [lastApplied] = await executor.getExecutedMigrations();
    throw new MigrationFailedError(failed.name, lastApplied?.name ?? null, error);
  }
}
