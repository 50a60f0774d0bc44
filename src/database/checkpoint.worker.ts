import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** The thread's side of `Checkpointer`. PASSIVE keeps nobody waiting: what is in use stays for the next time. */
const { path, everyMs } = workerData as { readonly path: string; readonly everyMs: number };
const database = new Database(path, { fileMustExist: true });
const checkpoint = (): unknown => database.pragma('wal_checkpoint(PASSIVE)');

checkpoint();
const timer = setInterval(checkpoint, everyMs);
parentPort?.once('message', () => {
  clearInterval(timer);
  database.close();
});
