import { statSync } from 'node:fs';

/** Group and others may do nothing. */
const OTHERS = 0o077;
/** Anything at all. */
const READABLE_BY_OTHERS = 0o044;

/**
 * What this process writes from now on (the database and its log, backups, exports, log files) is for its own user alone:
 * who was where and when is nothing for the other people on a machine. Without effect on Windows.
 */
export function keepFilesPrivate(): void {
  process.umask(OTHERS);
}

/** Of these files, those that other users of the machine may read. What is not there is nobody's to read. */
export function readableByOthers(paths: readonly string[]): string[] {
  // Windows has no such bits and says that everybody may read everything.
  if (process.platform === 'win32') return [];
  return paths.filter((path) => (modeOf(path) & READABLE_BY_OTHERS) !== 0);
}

/** 0 where it cannot be asked for: whoever opens the file says why. */
function modeOf(path: string): number {
  try {
    return statSync(path).mode;
  } catch {
    return 0;
  }
}
