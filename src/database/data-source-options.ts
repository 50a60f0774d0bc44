import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';

const BUSY_TIMEOUT_MS = 5_000;
/** 64 MB, where a commit moves the log into the file if nobody else has done so. See `Checkpointer`. */
const LONGEST_LOG_PAGES = 16_384;

/** How the database file is opened, without the entities: those are the caller's to name. */
export function dataSourceOptions(path: string): BetterSqlite3DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: path,
    enableWAL: true,
    timeout: BUSY_TIMEOUT_MS,
    // WAL with NORMAL may lose the last commits at a power cut, and with them the record of a message already sent.
    prepareDatabase: (database: Database) => {
      // Of use in a new file only: others keep the way they were made.
      database.pragma('auto_vacuum = INCREMENTAL');
      database.pragma('synchronous = FULL');
      // A file may come from anywhere: what its schema says may call no function that does more than compute.
      database.pragma('trusted_schema = OFF');
      database.pragma(`wal_autocheckpoint = ${LONGEST_LOG_PAGES}`);
    },
    synchronize: false,
    logging: false,
    // Beside src in a checkout, beside dist/src after a build.
    migrations: [join(__dirname, '../../migrations/*.{ts,js}')],
    migrationsTransactionMode: 'each',
  };
}
