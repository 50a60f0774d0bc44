import { setTimeout as sleep } from 'node:timers/promises';

import { sqliteCode } from './sqlite-code';
import type { Connection } from './database-transaction';

/** As long as another process may reasonably write. */
const LOCK_WAIT_MS = 5_000;
const ASK_EVERY_MS = 25;

/**
 * Begins a transaction that may write. SQLite would wait for another process by holding the whole event loop; this asks
 * again and again instead.
 * @throws an error with `SQLITE_BUSY` when the other one takes too long.
 */
export async function takeWriteLock(connection: Connection, waitMs = LOCK_WAIT_MS): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      beginAtOnce(connection);
      return;
    } catch (error) {
      const isBusy = sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
      if (!isBusy || performance.now() >= deadline) throw error;
    }
    await sleep(ASK_EVERY_MS);
  }
}

function beginAtOnce(connection: Connection): void {
  // Units run one at a time: what is open here is one whose end failed too, as on a disk that fails.
  if (connection.inTransaction) connection.exec('ROLLBACK');
  const timeoutMs = Number(connection.pragma('busy_timeout', { simple: true }));
  connection.pragma('busy_timeout = 0');
  try {
    connection.exec('BEGIN IMMEDIATE');
  } finally {
    connection.pragma(`busy_timeout = ${timeoutMs}`);
  }
}
