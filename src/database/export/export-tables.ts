import Database from 'better-sqlite3';

import type { ExportedFile, ExportOrder, ExportProgress } from './export-messages';
import { TableFiles } from './table-files';

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Writes every table, all as they were at one instant, through a connection of its own that only reads. Blocking, so
 * it belongs into a thread of its own. Memory does not grow with the tables.
 */
export function exportTables(
  order: ExportOrder,
  onProgress: (progress: ExportProgress) => void,
): ExportedFile[] {
  const database = new Database(order.databasePath, {
    readonly: true,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    return database.transaction(() => writeTables(database, order, onProgress)).deferred();
  } finally {
    database.close();
  }
}

function writeTables(
  database: Database.Database,
  order: ExportOrder,
  onProgress: (progress: ExportProgress) => void,
): ExportedFile[] {
  const tables = tablesOf(database);
  const totalRows = tables.reduce((sum, table) => sum + countOf(database, table), 0);
  let rows = 0;
  return tables.flatMap((table) => {
    const files = new TableFiles(table, order);
    onProgress({ table, rows, totalRows });
    for (const row of database
      .prepare(`SELECT * FROM ${quoted(table)}`)
      .safeIntegers()
      .iterate()) {
      rows += 1;
      if (files.add(row)) onProgress({ table, rows, totalRows });
    }
    return files.finish();
  });
}

function tablesOf(database: Database.Database): string[] {
  const sql = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`;
  return database.prepare(sql).pluck().all() as string[];
}

function countOf(database: Database.Database, table: string): number {
  return database
    .prepare(`SELECT count(*) FROM ${quoted(table)}`)
    .pluck()
    .get() as number;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
