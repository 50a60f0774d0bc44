import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';

import { sqliteCode } from './sqlite-code';

/** What can be wrong with the file, the folder or the disk, whatever was asked of them. */
export type Trouble = 'full' | 'read-only' | 'locked' | 'damaged' | 'failing' | 'missing' | 'gone';

interface Advice {
  /** @param path of the database. */
  readonly what: (path: string) => string;
  readonly cure: string;
}

/** By the beginning of SQLite's extended codes (https://sqlite.org/rescode.html) and by those of the system. */
const CODES: readonly (readonly [prefix: string, trouble: Trouble])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  // The index of the log could not be made longer.
  ['SQLITE_IOERR_SHMSIZE', 'full'],
  ['SQLITE_IOERR', 'failing'],
  ['SQLITE_CANTOPEN', 'missing'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'missing'],
  ['EEXIST', 'missing'],
  ['EIO', 'failing'],
];

const ADVICE: Readonly<Record<Trouble, Advice>> = {
  full: {
    what: (path) => `The disk with the database ${path} is full`,
    cure: 'Free some space there',
  },
  'read-only': {
    what: (path) => `The database ${path} may not be written`,
    cure: 'Give its folder and what is in it to the user that runs the bot, and mount the disk for writing',
  },
  locked: {
    what: (path) => `Another program keeps the database ${path} locked`,
    cure: 'Close what else has opened it, such as a database browser',
  },
  damaged: {
    what: (path) => `The database ${path} is damaged or something else`,
    cure: 'Stop the bot and put the newest backup back with `npm run db:restore -- newest`',
  },
  failing: {
    what: (path) => `The disk with the database ${path} fails`,
    cure: 'Look at the disk and at what the system says of it (`dmesg`)',
  },
  gone: {
    what: (path) => `The database ${path} was moved, deleted or replaced while the bot runs`,
    cure: 'Put the file back where it was, or stop the bot and put a backup back with `npm run db:restore -- newest`',
  },
  missing: {
    what: (path) => `The database ${path} cannot be reached`,
    cure: 'See that its folder is there and belongs to the user that runs the bot, or set DATABASE_PATH',
  },
};

/** Null for every error that does not concern the file as a whole. */
export function troubleOf(error: unknown): Trouble | null {
  const code = codeOf(error);
  return code === null ? null : (CODES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null);
}

/** Null as for `troubleOf`. The full stop is left to whoever goes on. */
export function adviceFor(error: unknown, path: string): string | null {
  const trouble = troubleOf(error);
  return trouble === null ? null : advice(trouble, path, codeOf(error));
}

/** Such as `The disk with the database data.db is full (SQLITE_FULL). Free some space there`. */
export function advice(trouble: Trouble, path: string, code: string | null = null): string {
  const { what, cure } = ADVICE[trouble];
  return `${what(path)}${code === null ? '' : ` (${code})`}. ${cure}`;
}

/**
 * SQLite does not say why it cannot open a file; the system does, of its folder.
 * @returns what the system says, or the error itself where it says nothing.
 */
export function whyUnopened(error: unknown, path: string): unknown {
  if (sqliteCode(error)?.startsWith('SQLITE_CANTOPEN') !== true) return error;
  try {
    accessSync(dirname(path), constants.R_OK | constants.W_OK | constants.X_OK);
    accessSync(path, constants.R_OK);
    return error;
  } catch (reason) {
    return reason;
  }
}

/** SQLite's, or the system's such as `ENOSPC`. */
export function codeOf(error: unknown): string | null {
  const sqlite = sqliteCode(error);
  if (sqlite !== null) return sqlite;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
