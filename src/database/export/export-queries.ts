import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';

import { readingFile } from '../sqlite-file';
import type { ExportedFile, ExportQuery, QueryOrder } from './export-messages';
import { readable, TableFiles } from './table-files';

const BLOCK_CHARACTERS = 256 * 1024;

/** Writes what statements read, as it was at one instant. Blocking; memory does not grow with what there is. */
export function exportQueries(order: QueryOrder): ExportedFile[] {
  return readingFile(order.databasePath, (database) =>
    database.transaction(() => writeOne(database, order) ?? writeParts(database, order)).deferred(),
  );
}

/** One document: an object with a list a statement. @returns null when it would get too large. */
function writeOne(database: Database.Database, order: QueryOrder): ExportedFile[] | null {
  const path = join(order.folder, `${order.name}.json`);
  let [text, bytes, rows] = ['{', 0, 0];
  const flush = (): boolean => {
    appendFileSync(path, text);
    bytes += Buffer.byteLength(text);
    text = '';
    return bytes <= order.mostBytes;
  };
  for (const [index, query] of order.queries.entries()) {
    text += `${index === 0 ? '' : ','}\n${JSON.stringify(query.title)}: [`;
    let separator = '\n  ';
    for (const row of rowsOf(database, query)) {
      rows += 1;
      text += `${separator}${JSON.stringify(row, readable)}`;
      separator = ',\n  ';
      if (text.length >= BLOCK_CHARACTERS && !flush()) {
        rmSync(path);
        return null;
      }
    }
    text += separator === '\n  ' ? ']' : '\n]';
  }
  text += '\n}\n';
  if (flush()) return [{ table: order.name, path, rows, bytes }];
  rmSync(path);
  return null;
}

function writeParts(database: Database.Database, order: QueryOrder): ExportedFile[] {
  return order.queries.flatMap((query) => {
    const files = new TableFiles(query.title.replaceAll(/\W+/g, '-'), order);
    for (const row of rowsOf(database, query)) files.add(row);
    return files.finish();
  });
}

function rowsOf(database: Database.Database, { sql, parameters }: ExportQuery): Iterable<unknown> {
  return database
    .prepare(sql)
    .safeIntegers()
    .iterate(...parameters);
}
