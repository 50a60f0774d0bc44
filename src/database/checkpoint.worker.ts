import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** The thread's side of `Checkpointer`. PASSIVE keeps nobody waiting: what is in use stays for the next time. */
const { path, everyMs } = workerData as { readonly path: string; readonly everyMs: number };
const database = new Database(path, { fileMustExist: true });

/** On a full disk the log keeps what cannot be moved; says so, and that it is over. */
function checkpoint(): void {
  try {
    database.pragma('wal_checkpoint(PASSIVE)');
    parentPort?.postMessage({ code: null });
  } catch (error) {
    const { code } = error as { code?: unknown };
    parentPort?.postMessage({ code: typeof code === 'string' ? code : String(error) });
  }
}

checkpoint();
const timer = setInterval(checkpoint, everyMs);
parentPort?.once('message', () => {
  clearInterval(timer);
  database.close();
});
