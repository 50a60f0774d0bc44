import { copyFile, open, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';

import Database from 'better-sqlite3';

import { SystemClock } from '../../common';
import { RestoreFailedError } from '../database.errors';
import { InstanceLock } from '../instance-lock';
import { countRows, integrityProblems, readingFile, type RowCounts } from '../sqlite-file';

export interface Restored {
  readonly rows: RowCounts;
  /** Where the database that was there is now; null where there was none. */
  readonly before: string | null;
}

/**
 * Puts a backup in the place of the database, which is kept beside it. At no instant is the database missing or half.
 * @throws DatabaseInUseError when a bot is running on it.
 * @throws RestoreFailedError when the backup is not sound; the database is as it was then.
 */
export async function restore(backup: string, path: string): Promise<Restored> {
  const lock = InstanceLock.acquire(path);
  const part = `${path}.restoring`;
  try {
    const rows = readSound(backup);
    await copyDurably(backup, part);
    const before = existsSync(path) ? `${path}.before-restore-${new SystemClock().now().getTime()}` : null;
    if (before !== null) {
      emptyLog(backup, path);
      await copyDurably(path, before);
    }
    await rename(part, path);
    return { rows, before };
  } finally {
    await rm(part, { force: true });
    lock.release();
  }
}

function readSound(backup: string): RowCounts {
  try {
    return readingFile(backup, (file) => {
      const [problem] = integrityProblems(file);
      if (problem !== undefined) throw new Error(problem);
      return countRows(file);
    });
  } catch (error) {
    throw new RestoreFailedError(backup, error);
  }
}

/** What is in the write-ahead log goes into the file, and the log away: it would be taken for the backup’s. */
function emptyLog(backup: string, path: string): void {
  const file = new Database(path);
  try {
    file.pragma('journal_mode = DELETE');
  } catch (error) {
    throw new RestoreFailedError(backup, error);
  } finally {
    file.close();
  }
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const copy = await open(to, 'r+');
  // A copy has the permissions of what it is of; a backup may have been made by hand.
  await copy.chmod(0o600);
  await copy.sync();
  await copy.close();
}
