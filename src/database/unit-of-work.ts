import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { DatabaseTransaction, watched } from './database-transaction';
import { NoUnitOfWorkError } from './database.errors';
import { DatabaseHealth } from './database-health';

/**
 * The only way to write. TypeORM gives every caller on SQLite the same connection, so statements of two tasks
 * would share one transaction and vanish together; units therefore run one at a time, in the order they were asked
 * for, each in a transaction of its own.
 *
 * Keep the network and every other wait for the outside world out of a unit: all writers queue behind it.
 */
@Injectable()
export class UnitOfWork {
  private readonly current = new AsyncLocalStorage<DatabaseTransaction>();
  private last: Promise<unknown> = Promise.resolve();
  private outside: EntityManager | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly health: DatabaseHealth = new DatabaseHealth(dataSource),
  ) {}

  /**
   * Commits when `work` is fulfilled, rolls back and rethrows when it is rejected. A run inside of a unit joins it:
   * there is one commit, at the end of the outermost, and a joined run that fails condemns the whole unit even when
   * its error is caught, because half of its writes cannot be taken back alone.
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.current.getStore();
    if (outer?.isOpen) return outer.join(work);
    const result = this.last.then(() => this.runAlone(work));
    this.last = result.catch(() => undefined);
    return result;
  }

  /**
   * Writes of the current unit.
   * @throws NoUnitOfWorkError outside of a unit, and in code that outlives the unit it was started in.
   */
  get writer(): EntityManager {
    const transaction = this.current.getStore();
    if (!transaction?.isOpen) throw new NoUnitOfWorkError();
    return transaction.manager;
  }

  /**
   * Reads of the current unit, or of the shared connection outside of one. Outside, another unit's uncommitted rows
   * are visible: whatever decides about a write has to be read inside of the unit that writes.
   */
  get reader(): EntityManager {
    const transaction = this.current.getStore();
    return transaction?.isOpen ? transaction.manager : this.outsideReader;
  }

  private get outsideReader(): EntityManager {
    const runner = (): EntityManager =>
      this.dataSource.createEntityManager(watched(this.dataSource.createQueryRunner(), this.health));
    return (this.outside ??= runner());
  }

  private async runAlone<T>(work: () => Promise<T>): Promise<T> {
    this.health.assertSound();
    const transaction = await DatabaseTransaction.begin(this.dataSource, this.health);
    const startedAt = performance.now();
    try {
      const result = await this.current.run(transaction, work);
      await transaction.commit();
      if (this.health.problem !== null && transaction.hasWritten) this.health.wrote();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    } finally {
      this.health.spent(performance.now() - startedAt);
    }
  }
}
