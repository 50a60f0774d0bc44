import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';

import { dataSourceOptions, openDatabase } from '../../../src/database';
import { makeOriginalDatabase, ORIGINAL_VERSIONS } from '../../support/original-database';

describe('a database that somebody has prepared', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation();
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-foreign-'));
    path = join(folder, 'data.db');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const prepare = (sql: string): void => {
    const file = new Database(path);
    file.exec(sql);
    file.close();
  };

  const open = (): ReturnType<typeof openDatabase> => openDatabase(dataSourceOptions(path));

  it.each([
    ['trigger spy', 'CREATE TRIGGER spy AFTER INSERT ON feeds BEGIN DELETE FROM subscribers; END'],
    ['view spy', 'CREATE VIEW spy AS SELECT load_extension(name) FROM feeds'],
    ['table spy', 'CREATE VIRTUAL TABLE spy USING fts5(name)'],
  ])('is refused untouched when it brings a program along: %s', async (name, sql) => {
    await (await open()).destroy();
    prepare(sql);
    const before = readFileSync(path);
    await expect(open()).rejects.toThrow(`it has ${name}`);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is refused untouched also when it calls itself the original’s', async () => {
    await makeOriginalDatabase(path, ORIGINAL_VERSIONS.length);
    prepare('CREATE TRIGGER spy AFTER DELETE ON feeds BEGIN DELETE FROM subscribers; END');
    const before = readFileSync(path);
    await expect(open()).rejects.toThrow('it has trigger spy');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('has no way to a library or to a function that does more than compute', async () => {
    const dataSource = await open();
    expect(await dataSource.query('PRAGMA trusted_schema')).toEqual([{ trusted_schema: 0 }]);
    await expect(dataSource.query(`SELECT load_extension('/tmp/x')`)).rejects.toThrow('not authorized');
    await dataSource.destroy();
  });

  it('says no more in the names of its tables than names', async () => {
    prepare(`CREATE TABLE "x""; DROP TABLE y; --" (id); CREATE TABLE y (id)`);
    await expect(open()).rejects.toThrow('it belongs to another application');
    const file = new Database(path);
    expect(file.prepare(`SELECT count(*) FROM sqlite_master WHERE name = 'y'`).pluck().get()).toBe(1);
    file.close();
  });
});
