import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { SystemClock } from '../common';
import { DatabaseInUseError } from './database.errors';
import { sqliteCode } from './sqlite-code';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/**
 * One process a database. What is locked is a small SQLite file beside it, in which a transaction stays open as long as
 * the process lives: the operating system ends it with the process, however that ends, so no lock is ever left over.
 * Others may still read from it who it is (https://sqlite.org/lockingv3.html, RESERVED).
 */
export class InstanceLock {
  private constructor(private readonly file: Database.Database) {}

  /** @throws DatabaseInUseError when another process has it. */
  static acquire(databasePath: string): InstanceLock {
    mkdirSync(dirname(databasePath), { recursive: true });
    const file = new Database(`${databasePath}.lock`, { timeout: 0 });
    try {
      writeHolder(file);
      file.exec('BEGIN IMMEDIATE');
      return new InstanceLock(file);
    } catch (error) {
      const holder = isBusy(error) ? readHolder(file) : null;
      file.close();
      if (!isBusy(error)) throw error;
      throw new DatabaseInUseError(databasePath, holder && inWords(holder));
    }
  }

  release(): void {
    this.file.close();
  }
}

function writeHolder(file: Database.Database): void {
  const write = file.transaction(() => {
    file.exec(
      'CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, host TEXT NOT NULL, since INTEGER NOT NULL)',
    );
    file.exec('DELETE FROM holder');
    file
      .prepare('INSERT INTO holder VALUES (?, ?, ?)')
      .run(process.pid, hostname(), new SystemClock().now().getTime());
  });
  write.immediate();
}

function readHolder(file: Database.Database): Holder | null {
  try {
    return (file.prepare('SELECT pid, host, since FROM holder').get() as Holder | undefined) ?? null;
  } catch {
    // Just being written; that somebody has it is known all the same.
    return null;
  }
}

function inWords({ pid, host, since }: Holder): string {
  return `process ${pid} on ${host}, since ${new Date(since).toISOString()}`;
}

function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
}
