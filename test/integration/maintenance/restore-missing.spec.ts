import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { backUp, checkDatabase, restore } from '../../../src/database';

describe('a restore where the database is missing', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-missing-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['-wal', 'WAL'],
    ['-journal', 'DELETE'],
  ])('sets its %s aside, which is not the backup’s', async (log, mode) => {
    const running = new Database(join(folder, 'running.db'));
    running.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)');
    const insert = running.prepare('INSERT INTO note (text) VALUES (?)');
    running.transaction(() => {
      for (let n = 0; n < 2_000; n += 1) insert.run('x'.repeat(1_000));
    })();
    const backup = join(folder, 'backup.db');
    await backUp(running.name, backup);
    const target = join(folder, 'data.db');
    leaveLog(running, mode, target + log);
    const left = readFileSync(target + log);

    const { before } = await restore(backup, target);

    expect(before).toBeNull();
    const restored = new Database(target);
    expect(restored.prepare('SELECT count(*) FROM note').pluck().get()).toBe(2_000);
    restored.close();
    expect(checkDatabase(target)).toEqual([]);
    const aside = readdirSync(folder).filter((name) => name.startsWith('data.db.before-restore-'));
    expect(aside).toEqual([expect.stringMatching(new RegExp(`${log}$`))]);
    expect(readFileSync(join(folder, aside[0] ?? '')).equals(left)).toBe(true);
  });

  /** What SQLite leaves of a database that was moved away while it was written to. */
  function leaveLog(running: Database.Database, mode: string, path: string): void {
    running.pragma(`journal_mode = ${mode}`);
    // So little that a transaction is written out before it ends.
    running.pragma('cache_size = 10');
    running.exec('DELETE FROM note WHERE id < 500');
    running.exec('BEGIN; DELETE FROM note WHERE id < 1500');
    copyFileSync(running.name + path.slice(path.lastIndexOf('-')), path);
    running.exec('ROLLBACK');
    running.close();
  }
});
