import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import {
  dataSourceOptions,
  MigrationFailedError,
  openDatabase,
  SqliteDataSource,
} from '../../../src/database';

class First1800000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT)');
    await queryRunner.query(
      'CREATE TABLE children (parent_id INTEGER REFERENCES parents (id) ON DELETE CASCADE)',
    );
    await queryRunner.query(`INSERT INTO parents VALUES (1, '親 👪')`);
    await queryRunner.query('INSERT INTO children VALUES (1)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE children');
    await queryRunner.query('DROP TABLE parents');
  }
}

/** A rebuild of a table that others refer to, the way SQLite's documentation tells. */
class Rebuild1800000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE TABLE new_parents (id INTEGER PRIMARY KEY, name TEXT)');
    await queryRunner.query('INSERT INTO new_parents SELECT id, name FROM parents');
    await queryRunner.query('DROP TABLE parents');
    await queryRunner.query('ALTER TABLE new_parents RENAME TO parents');
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return this.up(queryRunner);
  }
}

class Failing1800000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM children');
    await queryRunner.query('ALTER TABLE parents DROP COLUMN name');
    await queryRunner.query('INSERT INTO nowhere VALUES (1)');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

describe('openDatabase', () => {
  let folder: string;
  let path: string;

  let log: jest.SpyInstance;

  beforeEach(() => {
    log = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    // TypeORM prints a failed migration whatever its logging option says.
    jest.spyOn(console, 'log').mockImplementation();
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-'));
    path = join(folder, 'new', 'data.db');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    jest.restoreAllMocks();
  });

  function dump(): unknown {
    const file = new Database(path, { readonly: true });
    try {
      return {
        schema: file.prepare(`SELECT name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence'`).all(),
        parents: file.prepare('SELECT * FROM parents').all(),
        children: file.prepare('SELECT * FROM children').all(),
        migrations: file.prepare('SELECT name FROM migrations').all(),
      };
    } finally {
      file.close();
    }
  }

  it('opens the file so that a commit survives a power cut and references are held', async () => {
    const dataSource = await openDatabase({ ...dataSourceOptions(path), migrations: [] });

    expect(await dataSource.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await dataSource.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await dataSource.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    expect(await dataSource.query('PRAGMA busy_timeout')).toEqual([{ timeout: 5000 }]);
    await dataSource.destroy();
  });

  it('applies pending migrations, says which, and leaves foreign keys on', async () => {
    const dataSource = await openDatabase({ ...dataSourceOptions(path), migrations: [First1800000000001] });

    expect(log).toHaveBeenCalledWith('Applied First1800000000001');
    expect(await dataSource.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await dataSource.destroy();
  });

  it('leaves the database as it was before a migration that fails, and names it', async () => {
    const working = [First1800000000001, Rebuild1800000000002];
    const options = dataSourceOptions(path);
    await (await openDatabase({ ...options, migrations: working })).destroy();
    const before = dump();

    const opening = openDatabase({ ...options, migrations: [...working, Failing1800000000003] });

    const error = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MigrationFailedError);
    expect(error).toMatchObject({
      severity: 'fault',
      migration: 'Failing1800000000003',
      lastApplied: 'Rebuild1800000000002',
    });
    expect(String(error)).toMatch(
      /Failing1800000000003 failed: .*no such table: nowhere.*Nothing of it was applied/,
    );
    expect(String(error)).toContain('npm run migration:revert');
    expect(dump()).toEqual(before);
  });

  it('keeps the migrations that succeeded before the one that fails', async () => {
    const migrations = [First1800000000001, Failing1800000000003];

    await expect(openDatabase({ ...dataSourceOptions(path), migrations })).rejects.toMatchObject({
      lastApplied: 'First1800000000001',
    });
    expect(dump()).toMatchObject({
      children: [{ parent_id: 1 }],
      migrations: [{ name: 'First1800000000001' }],
    });
  });

  it('keeps dependants when a revert rebuilds the table they refer to', async () => {
    const migrations = [First1800000000001, Rebuild1800000000002];
    const dataSource = await openDatabase({ ...dataSourceOptions(path), migrations });

    await dataSource.undoLastMigration({ transaction: 'each' });

    expect(await dataSource.query('SELECT * FROM children')).toEqual([{ parent_id: 1 }]);
    expect(await dataSource.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await dataSource.destroy();
  });

  it('switches foreign keys on again after a migration that failed', async () => {
    const migrations = [First1800000000001, Failing1800000000003];
    const dataSource = await new SqliteDataSource({ ...dataSourceOptions(path), migrations }).initialize();

    await expect(dataSource.runMigrations()).rejects.toThrow('no such table');

    expect(await dataSource.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await dataSource.destroy();
  });
});
