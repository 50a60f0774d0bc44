import { parentPort, workerData } from 'node:worker_threads';

import Database from 'better-sqlite3';

import { backUp } from './backup-file';
import type { MaintenanceTask } from './maintenance-task';

/** Pages that are given back in one transaction: others wait no longer than for one of their own. */
const PAGES_A_SLICE = 256;

/** One task in a thread of its own, which ends with it. */
async function main(task: MaintenanceTask): Promise<unknown> {
  if (task.do === 'back-up') return backUp(task.path, task.backup);
  return tidy(task.path);
}

/**
 * Gives free pages back to the disk and refreshes what the query planner knows, in small transactions.
 * @returns pages given back.
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
    file.pragma('optimize');
    return before - free();
  } finally {
    file.close();
  }
}

void main(workerData as MaintenanceTask).then((result) => parentPort?.postMessage(result));
