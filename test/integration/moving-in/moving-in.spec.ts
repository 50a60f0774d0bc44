import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';

import { dataSourceOptions, openDatabase } from '../../../src/database';
import { makeOriginalDatabase, ORIGINAL_VERSIONS } from '../../support/original-database';
import { tell } from './told';

describe('a database of the original', () => {
  let folder: string;
  let path: string;
  let log: jest.SpyInstance;

  beforeEach(() => {
    log = jest.spyOn(Logger.prototype, 'log').mockImplementation();
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-moving-in-'));
    path = join(folder, 'data.db');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    jest.restoreAllMocks();
  });

  const said = (): string => log.mock.calls.map(([line]) => String(line)).join('\n');
  const backups = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.bak'));
  const open = (): Promise<DataSource> => openDatabase(dataSourceOptions(path));

  /** Rows of SQLx and of TypeORM, side by side. */
  function versions(of = path): { sqlx: bigint[]; typeorm: string[] } {
    const file = new Database(of, { readonly: true }).defaultSafeIntegers();
    const sqlx = file
      .prepare('SELECT version FROM _sqlx_migrations ORDER BY version')
      .pluck()
      .all() as bigint[];
    const typeorm = file.prepare('SELECT name FROM migrations ORDER BY id').pluck().all() as string[];
    file.close();
    return { sqlx, typeorm };
  }

  it.each(ORIGINAL_VERSIONS.map(([name], index) => [index + 1, name] as const))(
    'at version %i (%s) moves in and back out with equal sums and lists',
    async (version, name) => {
      await makeOriginalDatabase(path, version);
      const before = tell(path);

      const dataSource = await open();

      expect(tell(path)).toEqual({ ...before, ...(before.voice ? {} : { voice: {}, open: [] }) });
      const [backup = 'none', ...more] = backups();
      expect(more).toEqual([]);
      expect(tell(join(folder, backup))).toEqual(before);
      expect(said()).toMatch(/is a database of the original, version \d{14}, with 30 feeds, 120 items/);
      expect(said()).toContain(`Its backup is ${join(folder, backup)}`);
      expect(said()).toMatch(/Moved in with 30 feeds, 120 items, \d+ subscriptions, \d+ voice sessions/);

      while (versions().typeorm.at(-1) !== name) await dataSource.undoLastMigration({ transaction: 'each' });
      await dataSource.destroy();

      expect(tell(path)).toEqual(before);
      expect(versions().sqlx).toEqual(ORIGINAL_VERSIONS.slice(0, version).map(([, sqlx]) => sqlx));
    },
  );

  it('moves in once: the next start neither backs it up again nor says anything', async () => {
    await makeOriginalDatabase(path, 8);
    await (await open()).destroy();
    log.mockClear();

    await (await open()).destroy();

    expect(said()).toBe('');
    expect(backups()).toHaveLength(1);
  });

  it('moves in again after it went back and the original went on with it', async () => {
    await makeOriginalDatabase(path, 7);
    const dataSource = await open();
    while (versions().typeorm.at(-1) !== ORIGINAL_VERSIONS[6][0]) {
      await dataSource.undoLastMigration({ transaction: 'each' });
    }
    await dataSource.destroy();
    // What the original does at its next start.
    const file = new Database(path);
    file.exec('ALTER TABLE voice_sessions ADD COLUMN is_active INTEGER NOT NULL DEFAULT 0');
    file.exec('UPDATE voice_sessions SET is_active = 1 WHERE leave_time = join_time');
    const [, version, description] = ORIGINAL_VERSIONS[7];
    file.prepare(`INSERT INTO _sqlx_migrations VALUES (?, ?, '', 1, x'00', 1)`).run(version, description);
    file.close();
    const before = tell(path);

    await (await open()).destroy();

    expect(tell(path)).toEqual(before);
    expect(backups()).toHaveLength(2);
  });

  it('is left as it was when the backup cannot be made', async () => {
    await makeOriginalDatabase(path, 8);
    jest.spyOn(Database.prototype, 'backup').mockRejectedValue(new Error('no room'));
    const before = tell(path);

    await expect(open()).rejects.toThrow(
      /backup .* could not be made: no room. The database was left as it was/,
    );

    expect(tell(path)).toEqual(before);
  });

  describe('that cannot be taken over is refused and stays untouched to the byte', () => {
    async function expectRefused(reason: RegExp): Promise<void> {
      const before = readFileSync(path);
      await expect(open()).rejects.toThrow(reason);
      expect(readFileSync(path).equals(before)).toBe(true);
      expect(backups()).toEqual([]);
    }
    function change(...statements: string[]): void {
      const file = new Database(path);
      file.pragma('journal_mode = DELETE');
      for (const statement of statements) file.exec(statement);
      file.close();
    }

    it('with a version that is newer than what we know', async () => {
      await makeOriginalDatabase(path, 8);
      change(`INSERT INTO _sqlx_migrations VALUES (20270101000000, 'new', '', 1, x'00', 1)`);
      await expectRefused(/left untouched: the original’s version 20270101000000 is newer .* Update pwr-bot/);
    });

    it('with a migration that did not end', async () => {
      await makeOriginalDatabase(path, 4);
      change('UPDATE _sqlx_migrations SET success = 0 WHERE version = 20260105094744');
      await expectRefused(/began its migration 20260105094744 and did not end it/);
    });

    it('with a hole in its history', async () => {
      await makeOriginalDatabase(path, 5);
      change('DELETE FROM _sqlx_migrations WHERE version = 20260101142657');
      await expectRefused(/a migration before 20260105094744 is missing/);
    });

    it('because it is of another application of SQLx', async () => {
      await makeOriginalDatabase(path, 1);
      change('DROP TABLE feed_subscriptions');
      await expectRefused(/belongs to another application/);
    });

    it('because it is of another application of TypeORM', async () => {
      change(
        'CREATE TABLE migrations (id INTEGER PRIMARY KEY, timestamp bigint, name varchar)',
        `INSERT INTO migrations VALUES (1, 1600000000000, 'Init1600000000000')`,
      );
      await expectRefused(/belongs to another application/);
    });

    it('because it is of another application altogether', async () => {
      change('CREATE TABLE notes (text TEXT)', `INSERT INTO notes VALUES ('mine')`);
      await expectRefused(/belongs to another application.*DATABASE_PATH/);
    });

    it('because a newer version of pwr-bot has written it', async () => {
      await (await open()).destroy();
      change(`INSERT INTO migrations (timestamp, name) VALUES (1900000000000, 'Later1900000000000')`);
      await expectRefused(/newer version of pwr-bot has written it \(Later1900000000000\)/);
    });
  });
});
