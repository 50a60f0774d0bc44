import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';

import { Checkpointer, dataSourceOptions, openDatabase, UnitOfWork } from '../../../src/database';

jest.setTimeout(30_000);

describe('Checkpointer', () => {
  let folder: string;
  let path: string;
  let dataSource: DataSource;
  let checkpointer: Checkpointer;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pwr-bot-'));
    path = join(folder, 'data.db');
    dataSource = await openDatabase({ ...dataSourceOptions(path), entities: [] });
    checkpointer = new Checkpointer(dataSource);
  });
  afterEach(async () => {
    await checkpointer.beforeApplicationShutdown();
    if (dataSource.isInitialized) await dataSource.destroy();
    rmSync(folder, { recursive: true });
  });

  /** A unit of work of a megabyte. */
  const write = (key: string): Promise<unknown> => {
    const unitOfWork = new UnitOfWork(dataSource);
    const sql = 'INSERT INTO bot_meta (key, value) VALUES (?, ?)';
    return unitOfWork.run(() => unitOfWork.writer.query(sql, [key, 'x'.repeat(1_000_000)]));
  };
  const size = (): number => statSync(path).size;
  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await sleep(20);
  }

  it('moves what was committed into the file, which no commit does', async () => {
    const empty = size();
    for (let n = 0; n < 8; n += 1) await write(`before ${n}`);
    expect(size()).toBe(empty);
    checkpointer.start(20);
    await until(() => size() > empty + 8_000_000);
    await write('after');
    await until(() => size() > empty + 9_000_000);
  });

  it('neither waits for who reads nor keeps anybody from writing, and catches up', async () => {
    await write('first');
    const reader = new Database(path, { readonly: true });
    reader.exec('BEGIN');
    const seen = (): unknown => reader.prepare('SELECT count(*) FROM bot_meta').pluck().get();
    const before = seen();
    checkpointer.start(20);
    await write('second');
    await write('third');
    expect(seen()).toBe(before);
    const held = size();
    reader.exec('COMMIT');
    reader.close();
    await until(() => size() > held + 1_000_000);
  });

  it('leaves one file behind, whole, when everything is closed', async () => {
    checkpointer.start(20);
    for (let n = 0; n < 3; n += 1) await write(`row ${n}`);
    await checkpointer.beforeApplicationShutdown();
    await write('after the thread');
    await dataSource.destroy();
    expect(existsSync(`${path}-wal`)).toBe(false);
    const file = new Database(path, { readonly: true });
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.prepare(`SELECT count(*) FROM bot_meta WHERE length(value) = 1000000`).pluck().get()).toBe(4);
    file.close();
  });
});
