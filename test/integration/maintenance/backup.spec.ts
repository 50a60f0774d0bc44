import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';

import { AppConfig } from '../../../src/config';
import {
  backUp,
  BotMetaRepository,
  checkDatabase,
  MaintenanceService,
  restore,
  vacuum,
} from '../../../src/database';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import { damage } from './damage';

const HOUR_MS = 3_600_000;

describe('the database’s care', () => {
  let folder: string;
  let database: TestDatabase;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation();
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-care-'));
    database = await openTestDatabase();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  /** Notes of 1,000 characters each, a hundred in a transaction. */
  async function write(from: number, to: number): Promise<void> {
    for (let first = from; first < to; first += 100) {
      await database.unitOfWork.run(async () => {
        for (let n = first; n < Math.min(first + 100, to); n += 1) {
          await database.dataSource.query('INSERT INTO bot_meta VALUES (?, ?)', [
            `note ${n}`,
            'x'.repeat(1_000),
          ]);
        }
      });
    }
  }
  function notes(path: string): number {
    const file = new Database(path, { readonly: true });
    const count = file.prepare(`SELECT COUNT(*) FROM bot_meta WHERE key LIKE 'note %'`).pluck().get();
    file.close();
    return Number(count);
  }

  describe('a backup', () => {
    it('is the database of one instant, while it is written to', async () => {
      await write(0, 3_000);
      const path = join(folder, 'backup.db');

      const [rows] = await Promise.all([backUp(database.path, path), write(3_000, 5_000)]);

      expect(notes(database.path)).toBe(5_000);
      expect(notes(path)).toBe(rows['bot_meta']);
      expect(notes(path)).toBeGreaterThanOrEqual(3_000);
      expect(checkDatabase(path)).toEqual([]);
      expect(readdirSync(folder)).toEqual(['backup.db']);
    });

    it('of a damaged database does not count as one, and leaves nothing', async () => {
      await write(0, 2_000);
      const path = join(folder, 'damaged.db');
      await backUp(database.path, path);
      damage(path);

      await expect(backUp(path, join(folder, 'backup.db'))).rejects.toMatchObject({ code: 'backup-failed' });

      expect(readdirSync(folder)).toEqual(['damaged.db']);
      expect(checkDatabase(path)).not.toEqual([]);
    });
  });

  describe('the schedule', () => {
    let clock: SettableClock;
    let maintenance: MaintenanceService;

    beforeEach(() => {
      clock = new SettableClock();
      maintenance = careWith({});
    });
    const careWith = (variables: Record<string, string>): MaintenanceService =>
      new MaintenanceService(
        new AppConfig({
          DISCORD_TOKEN: 'not-a-real-token',
          DATABASE_PATH: database.path,
          DATA_PATH: folder,
          ...variables,
        }),
        clock,
        database.unitOfWork,
        new BotMetaRepository(database.unitOfWork),
      );
    const made = (): string[] =>
      existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [];

    it('makes one a day, whole, and keeps a week of them', async () => {
      await write(0, 10);
      for (let hour = 0; hour < 10 * 24; hour += 12) {
        await maintenance.backUpWhenDue();
        clock.pass(12 * HOUR_MS);
      }
      expect(made()).toHaveLength(7);
      const [oldest = '', ...newer] = made();
      expect(notes(join(folder, 'backups', oldest))).toBe(10);
      expect(newer.every((name) => name > oldest)).toBe(true);
    });

    it('makes as many as wanted, as often as wanted, or none', async () => {
      await careWith({ BACKUP_EVERY_HOURS: '0' }).backUpWhenDue();
      expect(made()).toEqual([]);

      const often = careWith({ BACKUP_EVERY_HOURS: '6', BACKUPS_KEPT: '2' });
      for (let n = 0; n < 3; n += 1) {
        await often.backUpWhenDue();
        clock.pass(6 * HOUR_MS);
      }
      expect(made()).toHaveLength(2);
    });

    it('keeps what it makes now rather than what a clock ahead has named', async () => {
      const care = careWith({ BACKUPS_KEPT: '2' });
      const makeAfter = async (hours: number): Promise<string> => {
        clock.pass(hours * HOUR_MS);
        return (await care.backUp()).path;
      };
      const shown = async (): Promise<string[]> => (await care.look()).backups.map(({ path }) => path);
      const ahead = await makeAfter(49);
      const right = await makeAfter(-48);
      expect(await shown()).toEqual([right, ahead]);
      const next = await makeAfter(1);
      expect(await shown()).toEqual([next, right]);
    });

    it('gives the pages of deleted rows back to the disk while the bot goes on', async () => {
      await write(0, 3_000);
      await database.dataSource.query(`DELETE FROM bot_meta WHERE key LIKE 'note %'`);
      await write(0, 1);
      const pages = async (): Promise<number> => {
        const [row] = await database.dataSource.query<{ page_count: number }[]>('PRAGMA page_count');
        return row?.page_count ?? 0;
      };
      const before = await pages();

      await Promise.all([maintenance.tidy(), write(1, 50)]);

      expect(await pages()).toBeLessThan(before - 600);
      expect(notes(database.path)).toBe(50);
    });
  });

  describe('asked for by hand', () => {
    const care = (): MaintenanceService =>
      new MaintenanceService(
        new AppConfig({ DISCORD_TOKEN: 'not-a-real-token', DATABASE_PATH: database.path, DATA_PATH: folder }),
        new SettableClock(),
        database.unitOfWork,
        new BotMetaRepository(database.unitOfWork),
      );

    it('tells how far a backup is, what is in it, and how large everything is', async () => {
      await write(0, 3_000);
      const shares: number[] = [];
      const backup = await care().backUp((share) => shares.push(share));
      expect(backup.rows['bot_meta']).toBe(3_000);
      expect(shares.length).toBeGreaterThan(2);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      const facts = await care().look();
      expect(facts).toMatchObject({ path: database.path, givesBack: true, lastCheck: null });
      expect(facts.backups).toEqual([{ path: backup.path, madeAt: backup.madeAt, bytes: backup.bytes }]);
      expect(facts.size + facts.logSize).toBeGreaterThan(3_000_000);
    });

    it('remembers what a check has found', async () => {
      await write(0, 10);
      expect(await care().check()).toEqual([]);
      expect((await care().look()).lastCheck).toEqual({ at: expect.any(Number) as number, problems: 0 });
    });

    it('does one thing at a time', async () => {
      const maintenance = care();
      const first = maintenance.check();
      await expect(maintenance.tidy()).rejects.toMatchObject({ code: 'maintenance-running' });
      await first;
      expect(await maintenance.tidy()).toBeGreaterThanOrEqual(0);
    });

    it('says in words why there is no backup, and is free for the next thing', async () => {
      await writeFile(join(folder, 'backups'), 'not a folder');
      const maintenance = care();
      await expect(maintenance.backUp()).rejects.toThrow();
      rmSync(join(folder, 'backups'));
      expect((await maintenance.backUp()).bytes).toBeGreaterThan(0);
    });

    it('refreshes what the query planner knows of tables that it was never asked about', async () => {
      await write(0, 500);
      await database.dataSource.query(`CREATE INDEX ix_note ON bot_meta (value)`);
      await care().tidy();
      const known = await database.dataSource.query<object[]>(
        `SELECT * FROM sqlite_stat1 WHERE idx = 'ix_note'`,
      );
      expect(known).toHaveLength(1);
    });
  });

  describe('a restore', () => {
    it('puts a backup in the place of the database and keeps what was there', async () => {
      await write(0, 5);
      const backup = join(folder, 'backup.db');
      await backUp(database.path, backup);
      const target = join(folder, 'target.db');
      await leaveByCrash(target);

      const { rows, before } = await restore(backup, target);

      expect(rows['bot_meta']).toBe(5);
      expect(notes(target)).toBe(5);
      expect(before && notes(before)).toBe(4);
    });

    /** A database without `note 0`, of which only its log knows, because nobody has closed it. */
    async function leaveByCrash(target: string): Promise<void> {
      const running = join(folder, 'running.db');
      await backUp(database.path, running);
      const file = new Database(running);
      file.pragma('journal_mode = WAL');
      file.exec(`DELETE FROM bot_meta WHERE key = 'note 0'`);
      for (const suffix of ['', '-wal']) copyFileSync(running + suffix, target + suffix);
      file.close();
    }

    it('onto a file that somebody else has open changes nothing', async () => {
      const backup = join(folder, 'backup.db');
      await backUp(database.path, backup);
      await write(0, 1);

      const restoring = restore(backup, database.path);

      await expect(restoring).rejects.toMatchObject({ code: 'restore-failed' });
      expect(notes(database.path)).toBe(1);
    });

    it('of a damaged backup changes nothing', async () => {
      await write(0, 2_000);
      const target = join(folder, 'target.db');
      await backUp(database.path, target);
      const backup = join(folder, 'backup.db');
      await backUp(database.path, backup);
      damage(backup);
      const bytes = readFileSync(target);

      await expect(restore(backup, target)).rejects.toMatchObject({ code: 'restore-failed' });

      expect(readFileSync(target).equals(bytes)).toBe(true);
    });

    it('and a vacuum are refused while a bot is running on the file', async () => {
      const backup = join(folder, 'backup.db');
      await backUp(database.path, backup);
      const holder = join(__dirname, '../database/holding-process.ts');
      const bot = fork(holder, [database.path], { execArgv: ['-r', '@swc-node/register'] });
      await once(bot, 'message');
      try {
        await expect(restore(backup, database.path)).rejects.toMatchObject({ code: 'database-in-use' });
        expect(() => vacuum(database.path)).toThrow(/in use by another pwr-bot/);
      } finally {
        bot.kill('SIGKILL');
        await once(bot, 'exit');
      }
    });
  });
});
