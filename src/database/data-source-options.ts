import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';

const BUSY_TIMEOUT_MS = 5_000;

/** How the database file is opened, without the entities: those are the caller's to name. */
export function dataSourceOptions(path: string): BetterSqlite3DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: path,
    enableWAL: true,
    timeout: BUSY_TIMEOUT_MS,
    // WAL with NORMAL may lose the last commits at a power cut, and with them the record of a message already sent.
    prepareDatabase: (database: Database) => {
      database.pragma('synchronous = FULL');
    },
    synchronize: false,
    logging: false,
    // Beside src in a checkout, beside dist/src after a build.
    migrations: [join(__dirname, '../../migrations/*.{ts,js}')],
    migrationsTransactionMode: 'each',
  };
}
