import { stat } from 'node:fs/promises';

import type { AppConfig } from '../../config';
import { readingFile } from '../sqlite-file';
import type { Backup } from './backups';

export interface LastCheck {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly problems: number;
}

interface FileSizes {
  /** All in bytes. */
  readonly size: number;
  /** Of the write-ahead log. */
  readonly logSize: number;
  /** Of deleted rows, within the file. */
  readonly free: number;
  /** Whether it can give that back while it is in use. */
  readonly givesBack: boolean;
}

/** How the database is, and what is done for it. */
export interface DatabaseFacts
  extends FileSizes, Pick<AppConfig, 'backupEveryMs' | 'backupsKept' | 'keptMs'> {
  readonly path: string;
  readonly backupFolder: string;
  /** The newest first. */
  readonly backups: readonly Backup[];
  /** Null before the first one that was asked for. */
  readonly lastCheck: LastCheck | null;
}

const INCREMENTAL = 2;

/** Reads the file's first page. */
export async function measureFile(path: string): Promise<FileSizes> {
  const { size } = await stat(path);
  const log = await stat(`${path}-wal`).catch(() => null);
  const { free, givesBack } = readingFile(path, (file) => {
    const read = (pragma: string): number => Number(file.pragma(pragma, { simple: true }));
    return {
      free: read('freelist_count') * read('page_size'),
      givesBack: read('auto_vacuum') === INCREMENTAL,
    };
  });
  return { size, logSize: log?.size ?? 0, free, givesBack };
}
