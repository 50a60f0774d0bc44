import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

import { exportTables } from '../../../src/database/export/export-tables';
import { DatabaseExport, type ExportProgress } from '../../../src/database';
import { openTestDatabase, type TestDatabase } from '../../support/database';

type Row = Record<string, unknown>;

const MOST_BYTES = 200_000;

function rowsIn(path: string): Row[] {
  const lines = gunzipSync(readFileSync(path)).toString().split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Row);
}

describe('exportTables', () => {
  let folder: string;
  let databasePath: string;
  let database: Database.Database;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-export-'));
    databasePath = join(folder, 'data.db');
    mkdirSync(join(folder, 'export'));
    database = new Database(databasePath);
    database.pragma('journal_mode = WAL');
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const run = (onProgress: (progress: ExportProgress) => void = () => undefined) =>
    exportTables({ databasePath, folder: join(folder, 'export'), mostBytes: MOST_BYTES }, onProgress);

  it('writes each value as it is, ids and numbers that JavaScript cannot hold as text', () => {
    database.exec('CREATE TABLE "odd ""name" (id TEXT, big INTEGER, part REAL, note TEXT)');
    const insert = database.prepare('INSERT INTO "odd ""name" VALUES (?, ?, ?, ?)');
    insert.run('123456789012345678', 9007199254740993n, 0.5, null);
    insert.run('a\nb "c" 🎉漢字', 7n, -1.25, '');
    const [file] = run();
    expect(file).toMatchObject({ table: 'odd "name', rows: 2 });
    expect(rowsIn(file?.path ?? '')).toEqual([
      { id: '123456789012345678', big: '9007199254740993', part: 0.5, note: null },
      { id: 'a\nb "c" 🎉漢字', big: 7, part: -1.25, note: '' },
    ]);
  });

  it('splits a large table into files that hold whole rows, each below the limit', () => {
    database.exec('CREATE TABLE large (id INTEGER PRIMARY KEY, noise TEXT); CREATE TABLE empty (id INTEGER)');
    database.exec(
      `INSERT INTO large (noise) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
       SELECT hex(randomblob(10)) || printf('%0200d', i) FROM n`,
    );
    const shown: ExportProgress[] = [];
    const files = run((progress) => shown.push(progress));
    const large = files.filter(({ table }) => table === 'large');
    expect(large.length).toBeGreaterThan(2);
    for (const { path, bytes } of files) {
      expect(statSync(path).size).toBe(bytes);
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    }
    const ids = large.flatMap(({ path }) => rowsIn(path).map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 20_000 }, (_, index) => index + 1));
    expect(large.reduce((sum, { rows }) => sum + rows, 0)).toBe(20_000);
    expect(files.filter(({ table }) => table === 'empty')).toMatchObject([{ rows: 0 }]);
    expect(shown.at(0)).toEqual({ table: 'empty', rows: 0, totalRows: 20_000 });
    expect(shown.filter(({ table }) => table === 'large').length).toBeGreaterThan(2);
  });

  it('shows all tables as they were at one instant, whatever is written meanwhile', () => {
    database.exec('CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)');
    const files = run(({ table }) => {
      if (table === 'a') database.exec('INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)');
    });
    expect(files.map(({ rows }) => rows)).toEqual([0, 0]);
    expect(database.prepare('SELECT count(*) FROM b').pluck().get()).toBe(1);
  });
});

describe('DatabaseExport', () => {
  let own: TestDatabase;
  let exports: DatabaseExport;

  beforeEach(async () => {
    own = await openTestDatabase();
    exports = new DatabaseExport(own.dataSource);
  });

  afterEach(() => own.close());

  it('writes every table in a thread, in place of what was exported before', async () => {
    const folder = join(own.path, '../export');
    const run = () => exports.run({ folder, mostBytes: MOST_BYTES, onProgress: () => undefined });
    await run();
    const files = await run();
    const tables = files.map(({ table }) => table);
    const [{ count }] = await own.dataSource.query<[{ count: number }]>(
      `SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
    );
    expect(tables).toHaveLength(count);
    expect(tables).toEqual(expect.arrayContaining(['bot_meta', 'feeds', 'voice_sessions']));
    expect(readdirSync(folder)).toHaveLength(files.length);
  });

  it('ends with the bot', async () => {
    const folder = join(own.path, '../export');
    const running = exports.run({ folder, mostBytes: MOST_BYTES, onProgress: () => undefined });
    const outcome = running.catch((error: unknown) => error);
    while (!readdirSync(join(folder, '..')).includes('export')) await new Promise(setImmediate);
    await new Promise(setImmediate);
    await exports.beforeApplicationShutdown();
    expect(await outcome).toMatchObject({ code: 'export-stopped' });
  });
});
