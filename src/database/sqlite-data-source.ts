import { DataSource, type Migration } from 'typeorm';

/**
 * Keeps foreign keys off while migrations run and switches them on again whatever happens.
 *
 * TypeORM begins the transaction of a revert before it says `PRAGMA foreign_keys = OFF`, which SQLite ignores inside
 * of a transaction (https://sqlite.org/pragma.html#pragma_foreign_keys); rebuilding a table would then delete its
 * dependants by cascade. And after a migration that failed it leaves them off.
 */
export class SqliteDataSource extends DataSource {
  override runMigrations(...options: Parameters<DataSource['runMigrations']>): Promise<Migration[]> {
    return this.withoutForeignKeys(() => super.runMigrations(...options));
  }

  override undoLastMigration(...options: Parameters<DataSource['undoLastMigration']>): Promise<void> {
    return this.withoutForeignKeys(() => super.undoLastMigration(...options));
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
