import { sqliteCode } from './database.errors';

/** What can be wrong with the file, the folder or the disk, whatever was asked of them. */
export type Trouble = 'full' | 'read-only' | 'locked' | 'damaged' | 'failing' | 'missing';

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
  ['SQLITE_IOERR', 'failing'],
  ['SQLITE_CANTOPEN', 'missing'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOENT', 'missing'],
  ['ENOTDIR', 'missing'],
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
    what: (path) => `The database ${path} is damaged`,
    cure: 'Stop the bot and put a backup back with `npm run db:restore -- <file>`, the newest from the folder backups',
  },
  failing: {
    what: (path) => `The disk with the database ${path} fails`,
    cure: 'Look at the disk and at what the system says of it (`dmesg`)',
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

/** Such as `The disk with the database data.db is full (SQLITE_FULL)`. */
export function inWords(trouble: Trouble, path: string, error: unknown): string {
  return `${ADVICE[trouble].what(path)} (${codeOf(error) ?? 'unknown'})`;
}

/** A sentence without its full stop. */
export function cureOf(trouble: Trouble): string {
  return ADVICE[trouble].cure;
}

/** SQLite's, or the system's such as `ENOSPC`. */
function codeOf(error: unknown): string | null {
  const sqlite = sqliteCode(error);
  if (sqlite !== null) return sqlite;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
