/**
 * Such as `SQLITE_BUSY`, of an error of better-sqlite3 (https://sqlite.org/rescode.html); null for any other error. Its
 * class says less: the addon keeps the one of whoever loaded it first in the process.
 */
export function sqliteCode(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}
