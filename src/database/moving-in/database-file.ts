import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';

import type Database from 'better-sqlite3';
import type { DataSourceOptions } from 'typeorm';

import { ForeignDatabaseError } from '../database.errors';
import { programNames, readingFile, tableNames } from '../sqlite-file';
import { type MigrationName, obstacle, type OriginalVersion } from './original-versions';

/**
 * Looks at a database file before anything writes to it, were it only the mode of its log.
 * @throws ForeignDatabaseError when it is neither empty nor pwr-bot's nor one of the original that can be taken over.
 */
export function examineDatabaseFile(options: DataSourceOptions): void {
  const path = String(options.database);
  if (!existsSync(path) || statSync(path).size === 0) return;
  const reason = readingFile(path, (file) => refusal(file, migrationNames(options)));
  if (reason !== null) throw new ForeignDatabaseError(path, reason);
}

function refusal(file: Database.Database, ours: readonly MigrationName[]): string | null {
  const tables = new Set(tableNames(file));
  const [program] = programNames(file);
  if (program !== undefined)
    return `it has ${program}, which runs when something is read or written, and no file of pwr-bot's has that`;
  if (tables.size === 0) return null;
  if (tables.has('migrations')) {
    const columns = file.prepare(`SELECT name FROM pragma_table_info('migrations')`).pluck().all();
    if (!columns.includes('name')) return 'it belongs to another application';
    const applied = file.prepare('SELECT name FROM migrations').pluck().all() as string[];
    const strangers = applied.filter((name) => !ours.includes(name));
    if (strangers.length === 0) return null;
    return strangers.length === applied.length
      ? 'it belongs to another application'
      : `a newer version of pwr-bot has written it (${strangers.join(', ')}). Start that version`;
  }
  if (!tables.has('_sqlx_migrations')) return 'it belongs to another application';
  return obstacle(readOriginalVersions(file), ours) ?? lacking(tables);
}

/** SQLx serves many an application; what makes the original's is its tables. */
function lacking(tables: ReadonlySet<string>): string | null {
  const wanted = ['feeds', 'feed_items', 'subscribers', 'feed_subscriptions'];
  return wanted.every((table) => tables.has(table)) ? null : 'it belongs to another application';
}

export function readOriginalVersions(file: Database.Database): OriginalVersion[] {
  return file
    .prepare('SELECT CAST(version AS TEXT) AS version, success FROM _sqlx_migrations ORDER BY version')
    .all() as OriginalVersion[];
}

/** The names that TypeORM will give our migrations: of classes as they are called, of files `<ms>-<PascalName>.ts`. */
function migrationNames({ migrations = [] }: DataSourceOptions): MigrationName[] {
  return Object.values(migrations).flatMap((migration) => {
    if (typeof migration === 'function') return [migration.name];
    const folder = dirname(migration);
    return existsSync(folder) ? readdirSync(folder).filter(isMigrationFile).map(nameOfFile) : [];
  });
}

function isMigrationFile(file: string): boolean {
  return /^\d{13}-\w+\.(ts|js)$/.test(file);
}

function nameOfFile(file: string): MigrationName {
  const [, timestamp = '', name = ''] = /^(\d{13})-(\w+)$/.exec(basename(file, extname(file))) ?? [];
  return `${name}${timestamp}`;
}
