import { closeSync, openSync, statSync, writeSync } from 'node:fs';

import Database from 'better-sqlite3';

/** Overwrites pages in the middle of a database, as a dying disk does. */
export function damage(path: string): void {
  const file = new Database(path);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
  const descriptor = openSync(path, 'r+');
  const middle = Math.floor(statSync(path).size / 2 / 4096) * 4096;
  writeSync(descriptor, Buffer.alloc(3 * 4096, 0xa5), 0, 3 * 4096, middle);
  closeSync(descriptor);
}
