import { DataSource, type Migration, MigrationExecutor } from 'typeorm';

import { InstanceLock } from './instance-lock';
import { examineDatabaseFile } from './moving-in/database-file';
import { moveIn } from './moving-in/move-in';

/**
 * Takes over databases of the original, leaves alone those of others, and
 * keeps foreign keys off while migrations run and switches them on again whatever happens.
 *
 * TypeORM begins the transaction of a revert before it says `PRAGMA foreign_keys = OFF`, which SQLite ignores inside
 * of a transaction (https://sqlite.org/pragma.html#pragma_foreign_keys); rebuilding a table would then delete its
 * dependants by cascade. And after a migration that failed it leaves them off.
 */
export class SqliteDataSource extends DataSource {
  private lock: InstanceLock | null = null;

  /**
   * Keeps other processes from writing to the file until it is closed. To be said before it is opened.
   * @throws DatabaseInUseError when one of them does.
   */
  holdAlone(): void {
    this.lock = InstanceLock.acquire(String(this.options.database));
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    this.release();
  }

  /** For whoever could not open it. */
  release(): void {
    this.lock?.release();
    this.lock = null;
  }

  /** @throws ForeignDatabaseError when the file is not ours to open; nothing was written to it. */
  override async initialize(): Promise<this> {
    examineDatabaseFile(this.options);
    return super.initialize();
  }

  override async runMigrations(...options: Parameters<DataSource['runMigrations']>): Promise<Migration[]> {
    const pending = await new MigrationExecutor(this).getPendingMigrations();
    if (pending.length === 0) return [];
    return this.alone(async () => {
      const say = await moveIn(this);
      const applied = await this.withoutForeignKeys(() => super.runMigrations(...options));
      say?.();
      return applied;
    });
  }

  override undoLastMigration(...options: Parameters<DataSource['undoLastMigration']>): Promise<void> {
    return this.alone(() => this.withoutForeignKeys(() => super.undoLastMigration(...options)));
  }

  /** The schema of a running bot does not change under it. */
  private async alone<T>(migrate: () => Promise<T>): Promise<T> {
    if (this.lock) return migrate();
    this.holdAlone();
    try {
      return await migrate();
    } finally {
      this.release();
    }
  }

  private async withoutForeignKeys<T>(migrate: () => Promise<T>): Promise<T> {
    const queryRunner = this.createQueryRunner();
    await queryRunner.beforeMigration();
    try {
      return await migrate();
    } finally {
      await queryRunner.afterMigration();
    }
  }
}
