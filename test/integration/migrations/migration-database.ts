import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';

import { dataSourceOptions, SqliteDataSource } from '../../../src/database';

/** A row as SQLite has it: 64-bit integers are bigints, so that nothing is rounded on the way to an assertion. */
export type Row = Record<string, string | bigint | null>;

/** A database that goes up and down migration by migration, as the TypeORM CLI does it, and shows what is in it. */
export class MigrationDatabase {
  private constructor(
    readonly path: string,
    private readonly dataSource: DataSource,
    private readonly folder: string,
    private readonly file: Database.Database,
  ) {}

  static async open(): Promise<MigrationDatabase> {
    const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-migrations-'));
    const path = join(folder, 'data.db');
    const dataSource = await new SqliteDataSource(dataSourceOptions(path)).initialize();
    return new MigrationDatabase(path, dataSource, folder, new Database(path).defaultSafeIntegers());
  }

  /** In the order they are applied. */
  get migrationNames(): string[] {
    return this.dataSource.migrations
      .map(({ name = '' }) => name)
      .sort((a, b) => a.slice(-13).localeCompare(b.slice(-13)));
  }

  /** Applies everything up to and with the migration of this name, which is given without its timestamp. */
  async upTo(name: string): Promise<void> {
    const all = this.dataSource.migrations;
    const last = all.find((migration) => migration.name?.slice(0, -13) === name)?.name?.slice(-13);
    if (!last) throw new Error(`There is no migration ${name}`);
    const wanted = all.filter((migration) => (migration.name?.slice(-13) ?? '') <= last);
    Object.assign(this.dataSource, { migrations: wanted });
    try {
      await this.dataSource.runMigrations();
    } finally {
      Object.assign(this.dataSource, { migrations: all });
    }
  }

  /** Takes the newest migration back. */
  async down(): Promise<void> {
    await this.dataSource.undoLastMigration({ transaction: 'each' });
  }

  run(sql: string, ...parameters: unknown[]): void {
    this.file.prepare(sql).run(...parameters);
  }

  rows(sql: string): Row[] {
    return this.file.prepare(sql).all() as Row[];
  }

  /** The whole schema, ours and not TypeORM's, without the white space of the statements that made it. */
  schema(): Row[] {
    const rows = this.rows(
      `SELECT type, name, tbl_name, sql FROM sqlite_master
       WHERE name NOT LIKE 'sqlite_autoindex_%' AND name NOT IN ('migrations', 'sqlite_sequence') ORDER BY type, name`,
    );
    return rows.map((row) => ({
      ...row,
      sql: String(row['sql']).replaceAll(/\s+/g, ' ').replaceAll(' )', ')'),
    }));
  }

  /** Schema and every row of every table. */
  dump(): Record<string, Row[]> {
    const tables = this.schema().filter(({ type }) => type === 'table');
    const contents = tables.map(({ name }) => [
      String(name),
      this.rows(`SELECT * FROM "${String(name)}" ORDER BY 1`),
    ]);
    const sequences = this.rows(`SELECT * FROM sqlite_sequence WHERE name <> 'migrations' ORDER BY name`);
    return { ...(Object.fromEntries(contents) as Record<string, Row[]>), schema: this.schema(), sequences };
  }

  async close(): Promise<void> {
    this.file.close();
    await this.dataSource.destroy();
    rmSync(this.folder, { recursive: true });
  }
}
