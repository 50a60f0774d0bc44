import { rename, rm } from 'node:fs/promises';

import Database from 'better-sqlite3';

import { BackupFailedError } from '../database.errors';
import { countRows, integrityProblems, type RowCounts } from '../sqlite-file';

/** Pages that are copied at once; others have the thread after each. */
const PAGES_A_STEP = 100;

/**
 * Copies a database as it is at one instant, while others may write to it. The copy has its name only when it is whole:
 * sound in itself, and with as many rows in each table as the database had at that instant.
 * @param onProgress is told the share that is copied, 0 to 1.
 * @throws BackupFailedError with what is wrong; nothing is left then.
 */
export async function backUp(
  path: string,
  backup: string,
  onProgress?: (share: number) => void,
): Promise<RowCounts> {
  const part = `${backup}.part`;
  try {
    const rows = await copy(path, part, onProgress);
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
async function copy(path: string, part: string, onProgress?: (share: number) => void): Promise<RowCounts> {
  const file = new Database(path, { readonly: true, fileMustExist: true });
  try {
    file.exec('BEGIN');
    const rows = countRows(file);
    await file.backup(part, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress?.(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return PAGES_A_STEP;
      },
    });
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
