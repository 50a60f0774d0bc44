import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { DatabaseTransaction } from './database-transaction';
import { NoUnitOfWorkError } from './database.errors';

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

  constructor(private readonly dataSource: DataSource) {}

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
    return transaction?.isOpen ? transaction.manager : this.dataSource.manager;
  }

  private async runAlone<T>(work: () => Promise<T>): Promise<T> {
    const transaction = await DatabaseTransaction.begin(this.dataSource);
    try {
      const result = await this.current.run(transaction, work);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }
}
