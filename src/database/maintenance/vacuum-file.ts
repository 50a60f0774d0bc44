import { statSync } from 'node:fs';

import Database from 'better-sqlite3';

import { InstanceLock } from '../instance-lock';

/**
 * Writes the whole file anew, as small as it can be, so that it gives free pages back by itself from then on.
 * @returns its bytes.
 * @throws DatabaseInUseError when a bot is running on it, which would have to wait all that time.
 */
export function vacuum(path: string): { readonly before: number; readonly after: number } {
  const lock = InstanceLock.acquire(path);
  const before = statSync(path).size;
  try {
    const file = new Database(path, { fileMustExist: true });
    file.pragma('wal_checkpoint(TRUNCATE)');
    // The way of vacuuming can be changed outside of the write-ahead log only.
    file.pragma('journal_mode = DELETE');
    file.pragma('auto_vacuum = INCREMENTAL');
    file.exec('VACUUM');
    file.exec('ANALYZE');
    file.close();
    return { before, after: statSync(path).size };
  } finally {
    lock.release();
  }
}
