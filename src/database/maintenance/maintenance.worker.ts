import { parentPort, workerData } from 'node:worker_threads';

import Database from 'better-sqlite3';

import { backUp } from './backup-file';
import { checkDatabase } from './check-file';
import type { MaintenanceMessage, MaintenanceResults, MaintenanceTask } from './maintenance-task';

/** Pages that are given back in one transaction: others wait no longer than for one of their own. */
const PAGES_A_SLICE = 256;
/**
 * To look at all tables, not only at those that this connection has asked, and at a sample of each
 * (https://sqlite.org/pragma.html#pragma_optimize).
 */
const OPTIMIZE = 'optimize = 0x10012';

/** One task in a thread of its own, which ends with it. */
async function main(task: MaintenanceTask): Promise<MaintenanceResults[MaintenanceTask['do']]> {
  if (task.do === 'check') return checkDatabase(task.path);
  if (task.do === 'tidy') return tidy(task.path);
  return backUp(task.path, task.backup, (progress) => {
    send({ progress });
  });
}

/**
 * Gives free pages back to the disk and refreshes what the query planner knows, in small transactions.
 * @returns bytes given back.
 */
async function tidy(path: string): Promise<number> {
  const file = new Database(path, { fileMustExist: true });
  const free = (): number => Number(file.pragma('freelist_count', { simple: true }));
  const before = free();
  try {
    for (let left = before; left > 0;) {
      file.pragma(`incremental_vacuum(${PAGES_A_SLICE})`);
      // A file that was made without incremental vacuuming keeps its free pages, and uses them.
      if (free() >= left) break;
      left = free();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    file.pragma(OPTIMIZE);
    return Math.max(0, before - free()) * Number(file.pragma('page_size', { simple: true }));
  } finally {
    file.close();
  }
}

function send(message: MaintenanceMessage): void {
  parentPort?.postMessage(message);
}

main(workerData as MaintenanceTask).then(
  (result) => {
    send({ result });
  },
  (error: unknown) => {
    send({ failed: error instanceof Error ? error.message : String(error) });
  },
);
