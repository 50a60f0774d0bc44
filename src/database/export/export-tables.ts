import type Database from 'better-sqlite3';

import { countRows, quoted, readingFile, sumOf } from '../sqlite-file';
import type { ExportedFile, ExportOrder, ExportProgress } from './export-messages';
import { TableFiles } from './table-files';

/**
 * Writes every table, all as they were at one instant, through a connection of its own that only reads. Blocking, so
 * it belongs into a thread of its own. Memory does not grow with the tables.
 */
export function exportTables(
  order: ExportOrder,
  onProgress: (progress: ExportProgress) => void,
): ExportedFile[] {
  return readingFile(order.databasePath, (database) =>
    database.transaction(() => writeTables(database, order, onProgress)).deferred(),
  );
}

function writeTables(
  database: Database.Database,
  order: ExportOrder,
  onProgress: (progress: ExportProgress) => void,
): ExportedFile[] {
  const counts = countRows(database);
  const totalRows = sumOf(counts);
  let rows = 0;
  return Object.keys(counts).flatMap((table) => {
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
