import Database from 'better-sqlite3';

import { count } from '../common';

/** Rows of each table by its name. */
export type RowCounts = Readonly<Record<string, number>>;

/** Reads a database through a connection of its own, which cannot write. */
export function readingFile<T>(path: string, read: (file: Database.Database) => T): T {
  const file = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return read(file);
  } finally {
    file.close();
  }
}

/** In the order of the alphabet, without SQLite's own. */
export function tableNames(file: Database.Database): string[] {
  const sql = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`;
  return file.prepare(sql).pluck().all() as string[];
}

/** What runs by itself in a database, such as `trigger x`: we make none, so somebody else has. */
export function programNames(file: Database.Database): string[] {
  const sql = `SELECT type || ' ' || name FROM sqlite_master
    WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY 1`;
  return file.prepare(sql).pluck().all() as string[];
}

export function countRows(file: Database.Database): RowCounts {
  const counts = tableNames(file).map((table) => [
    table,
    file
      .prepare(`SELECT count(*) FROM ${quoted(table)}`)
      .pluck()
      .get(),
  ]);
  return Object.fromEntries(counts) as RowCounts;
}

/** Of all tables together. */
export function sumOf(counts: RowCounts): number {
  return Object.values(counts).reduce((sum, rows) => sum + rows, 0);
}

/** Such as `1,204 rows of 27 tables`. */
export function rowsInWords(counts: RowCounts): string {
  return `${sumOf(counts).toLocaleString('en-US')} rows of ${count(Object.keys(counts).length, 'table')}`;
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

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
