import { rename, rm } from 'node:fs/promises';

import Database from 'better-sqlite3';

import { BackupFailedError } from '../database.errors';

/** Rows of each table by its name. */
export type RowCounts = Readonly<Record<string, number>>;

/**
 * Copies a database as it is at one instant, while others may write to it. The copy has its name only when it is whole:
 * sound in itself, and with as many rows in each table as the database had at that instant.
 * @throws BackupFailedError with what is wrong; nothing is left then.
 */
export async function backUp(path: string, backup: string): Promise<RowCounts> {
  const part = `${backup}.part`;
  try {
    const rows = await copy(path, part);
    const problem = verify(part, rows);
    if (problem !== null) throw new Error(problem);
    await rename(part, backup);
    return rows;
  } catch (error) {
    await rm(part, { force: true });
    throw new BackupFailedError(backup, error);
  }
}

/** Within one transaction that reads, so that it is the rows of the same instant that are counted and copied. */
async function copy(path: string, part: string): Promise<RowCounts> {
  const file = new Database(path, { readonly: true, fileMustExist: true });
  try {
    file.exec('BEGIN');
    const rows = countRows(file);
    await file.backup(part);
    file.exec('COMMIT');
    return rows;
  } finally {
    file.close();
  }
}

function verify(part: string, expected: RowCounts): string | null {
  const file = new Database(part);
  try {
    // A backup is one file: looking at it must not leave a log beside it.
    file.pragma('journal_mode = DELETE');
    const [problem] = integrityProblems(file);
    if (problem !== undefined) return problem;
    return JSON.stringify(countRows(file)) === JSON.stringify(expected)
      ? null
      : 'the copy has not as many rows as the database';
  } finally {
    file.close();
  }
}

export function countRows(file: Database.Database): RowCounts {
  const tables = file
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[];
  const counts = tables.map((table) => [
    table,
    file.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get(),
  ]);
  return Object.fromEntries(counts) as RowCounts;
}

/** What SQLite finds wrong with a file, and rows that refer to something that is not there; empty when all is well. */
export function integrityProblems(file: Database.Database): string[] {
  const verdicts = file.prepare('PRAGMA integrity_check').pluck().all() as string[];
  const orphans = file.prepare('PRAGMA foreign_key_check').all() as { table: string; parent: string }[];
  return [
    ...verdicts.filter((verdict) => verdict !== 'ok'),
    ...orphans.map(({ table, parent }) => `a row of ${table} refers to a row of ${parent} that is not there`),
  ];
}
