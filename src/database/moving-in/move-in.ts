import { Logger } from '@nestjs/common';
import { type DataSource, MigrationExecutor } from 'typeorm';

import { count, SystemClock } from '../../common';
import { backUp } from '../maintenance/backup-file';
import { countRows, readingFile, type RowCounts } from '../sqlite-file';
import { readOriginalVersions } from './database-file';
import { isOfTheOriginal, type MigrationName, timestampOf, versionOf } from './original-versions';

const logger = new Logger('Database');

/** As TypeORM makes it when there is none. */
const TYPEORM_MIGRATIONS = `CREATE TABLE IF NOT EXISTS "migrations" (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL
)`;

const COUNTED = {
  feeds: 'feed',
  feed_items: 'item',
  feed_subscriptions: 'subscription',
  voice_sessions: 'voice session',
};

/**
 * Makes a database of the original one that TypeORM goes on with: backs the file up, and marks those migrations as
 * applied that SQLx has applied. Does nothing to any other file. The rows of SQLx stay for the way back.
 * @returns what to say when the rest of the migrations is done; null where nothing moved in.
 * @throws BackupFailedError when the backup is not equal to the file; nothing is changed then.
 */
export async function moveIn(dataSource: DataSource): Promise<(() => void) | null> {
  const path = String(dataSource.options.database);
  const unmarked = await unmarkedMigrations(dataSource, path);
  const newest = unmarked.at(-1);
  if (!newest) return null;
  const before = readingFile(path, countRows);
  logger.log(
    `${path} is a database of the original, version ${versionOf(newest)}, with ${inWords(before)}. Backing it up`,
  );
  const backup = `${path}.original-${versionOf(newest)}-${new SystemClock().now().getTime()}.bak`;
  await backUp(path, backup);
  logger.log(`Its backup is ${backup}. Moving it in; with many voice sessions this takes some minutes`);
  await mark(dataSource, unmarked);
  return () => {
    logger.log(`Moved in with ${inWords(readingFile(path, countRows))}`);
  };
}

/** In the order of their writing. What ours has added already is never marked anew, whatever SQLx says. */
async function unmarkedMigrations(dataSource: DataSource, path: string): Promise<MigrationName[]> {
  const versions = readingFile(path, (file) =>
    file.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations'`).get()
      ? new Set(readOriginalVersions(file).map(({ version }) => version))
      : null,
  );
  if (!versions) return [];
  const marked = (await new MigrationExecutor(dataSource).getExecutedMigrations()).map(({ name }) => name);
  if (marked.some((name) => !isOfTheOriginal(name))) return [];
  return dataSource.migrations
    .map(({ name = '' }) => name)
    .filter((name) => isOfTheOriginal(name) && versions.has(versionOf(name)) && !marked.includes(name))
    .sort((a, b) => timestampOf(a) - timestampOf(b));
}

async function mark(dataSource: DataSource, names: readonly MigrationName[]): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query(TYPEORM_MIGRATIONS);
    for (const name of names) {
      await manager.query('INSERT INTO migrations (timestamp, name) VALUES (?, ?)', [
        timestampOf(name),
        name,
      ]);
    }
  });
}

function inWords(rows: RowCounts): string {
  return Object.entries(COUNTED)
    .map(([table, what]) => count(rows[table] ?? 0, what))
    .join(', ');
}
