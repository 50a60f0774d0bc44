import { copyFile, open, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';

import Database from 'better-sqlite3';

import { SystemClock } from '../../common';
import { RestoreFailedError } from '../database.errors';
import { troubleOf } from '../database-trouble';
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
    const before = `${path}.before-restore-${new SystemClock().now().getTime()}`;
    const hasFile = existsSync(path);
    const isSound = hasFile && emptyLog(backup, path);
    if (hasFile) await copyDurably(path, before);
    // Also where there is no file: of one that was taken away while the bot had it open, SQLite leaves the log.
    if (!isSound) await setLogsAside(path, before);
    await rename(part, path);
    return { rows, before: hasFile ? before : null };
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

/**
 * What is in the write-ahead log goes into the file, and the log away: it would be taken for the backup’s.
 * @returns false where the file is too damaged for that.
 */
function emptyLog(backup: string, path: string): boolean {
  const file = new Database(path);
  try {
    file.pragma('journal_mode = DELETE');
    return true;
  } catch (error) {
    if (troubleOf(error) === 'damaged') return false;
    throw new RestoreFailedError(backup, error);
  } finally {
    file.close();
  }
}

/** What was written last may still be read from them, by whoever knows how. */
async function setLogsAside(path: string, before: string): Promise<void> {
  for (const log of ['-wal', '-journal']) {
    if (existsSync(path + log)) await rename(path + log, before + log);
  }
  await rm(`${path}-shm`, { force: true });
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const copy = await open(to, 'r+');
  // A copy has the permissions of what it is of; a backup may have been made by hand.
  await copy.chmod(0o600);
  await copy.sync();
  await copy.close();
}
