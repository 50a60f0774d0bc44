import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

import { NoUnitOfWorkError, UnitOfWorkCondemnedError } from './database.errors';
import type { DatabaseHealth } from './database-health';
import { takeWriteLock } from './write-lock';

const SHORT_WAIT_MS = 250;

/** What is needed of better-sqlite3's connection. */
export interface Connection {
  readonly inTransaction: boolean;
  exec(sql: string): unknown;
  pragma(source: string, options?: { readonly simple: boolean }): unknown;
  prepare(sql: string): { pluck(): { get(): unknown } };
}

/**
 * One open transaction. Its query runners inherit from TypeORM's shared one: they use the same connection and
 * statement cache but keep their own transaction state, which dies with them whatever SQLite did to the transaction.
 */
export class DatabaseTransaction {
  readonly manager: EntityManager;
  private readonly inFlight = new Set<Promise<unknown>>();
  private open = true;
  private failure: { readonly error: unknown } | null = null;
  private readonly changesBefore: number;

  private constructor(
    dataSource: DataSource,
    private readonly control: QueryRunner,
    private readonly connection: Connection,
  ) {
    this.manager = dataSource.createEntityManager(this.guarded());
    this.changesBefore = totalChanges(connection);
  }

  static async begin(dataSource: DataSource, health: DatabaseHealth): Promise<DatabaseTransaction> {
    const shared = dataSource.createQueryRunner();
    const connection = (await shared.connect()) as Connection;
    // While another program keeps the lock, those who queue here need not wait for it one after the other.
    const waitMs = health.problem === null ? undefined : SHORT_WAIT_MS;
    const control = watched(lockingAtOnce(shared, connection, waitMs), health);
    await control.startTransaction();
    return new DatabaseTransaction(dataSource, control, connection);
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Whether it has changed any row so far. */
  get hasWritten(): boolean {
    return totalChanges(this.connection) > this.changesBefore;
  }

  async join<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.failure ??= { error };
      throw error;
    }
  }

  async commit(): Promise<void> {
    await this.close();
    if (this.failure) {
      throw new UnitOfWorkCondemnedError('a part of the unit failed', { cause: this.failure.error });
    }
    if (!this.connection.inTransaction) throw new UnitOfWorkCondemnedError('SQLite had rolled the unit back');
    await this.control.commitTransaction();
  }

  async rollback(): Promise<void> {
    await this.close();
    // A full disk and some other errors make SQLite roll back by itself (https://sqlite.org/lang_transaction.html).
    if (this.connection.inTransaction) await this.control.rollbackTransaction();
  }

  /** Lets nobody start another statement and waits for those on their way, so that none ends up behind the end. */
  private async close(): Promise<void> {
    this.open = false;
    await Promise.allSettled(this.inFlight);
  }

  private guarded(): QueryRunner {
    const runner = Object.create(this.control) as QueryRunner;
    const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
    const guardedQuery = (...parameters: unknown[]): Promise<unknown> => {
      if (!this.open) return Promise.reject(new NoUnitOfWorkError());
      if (!this.connection.inTransaction) {
        return Promise.reject(new UnitOfWorkCondemnedError('SQLite had rolled the unit back'));
      }
      const running = query(...parameters);
      this.inFlight.add(running);
      const forget = (): boolean => this.inFlight.delete(running);
      running.then(forget, forget);
      return running;
    };
    return Object.assign(runner, { query: guardedQuery });
  }
}

/** Rows that were changed through the connection since it was opened. */
function totalChanges(connection: Connection): number {
  return Number(connection.prepare('SELECT total_changes()').pluck().get());
}

/** A runner that lets the health of the database know of every statement that failed. */
export function watched(shared: QueryRunner, health: DatabaseHealth): QueryRunner {
  const runner = Object.create(shared) as QueryRunner;
  const query = shared.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
  const watchedQuery = async (...parameters: unknown[]): Promise<unknown> => {
    try {
      return await query(...parameters);
    } catch (error) {
      throw health.met(error);
    }
  };
  return Object.assign(runner, { query: watchedQuery });
}

/**
 * A runner whose transactions take the write lock when they begin. TypeORM's take it with their first write, and where
 * another process has written since their first read, SQLite refuses that at once, however long the time-out is
 * (https://sqlite.org/rescode.html#busy_snapshot).
 */
function lockingAtOnce(shared: QueryRunner, connection: Connection, waitMs?: number): QueryRunner {
  const runner = Object.create(shared) as QueryRunner;
  const query = shared.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  const immediately = (sql: string, ...rest: unknown[]): Promise<unknown> =>
    sql === 'BEGIN TRANSACTION' ? takeWriteLock(connection, waitMs) : query(sql, ...rest);
  return Object.assign(runner, { query: immediately });
}
