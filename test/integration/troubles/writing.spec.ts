import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';

import { BotMetaRepository, UnitOfWork } from '../../../src/database';
import { DatabaseWatch } from '../../../src/database/database-watch';
import { openTestDatabase, openTestDatabaseAt, type TestDatabase } from '../../support/database';
import { itWithSmallDisk } from '../../support/small-disk';
import { damage } from '../maintenance/damage';

const LOCKING_PROCESS = join(__dirname, 'locking-process.ts');

describe('Writing while', () => {
  let said: string[];

  beforeEach(() => {
    said = [];
    for (const level of ['log', 'error'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...words: unknown[]) => {
        if (!String(words[0]).startsWith('Applied')) said.push(String(words[0]));
      });
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const write = async ({ unitOfWork }: TestDatabase, key: string): Promise<void> => {
    await unitOfWork.run(() => new BotMetaRepository(unitOfWork).set(key, 'x'.repeat(10_000)));
  };
  const keys = async ({ unitOfWork }: TestDatabase): Promise<string[]> =>
    (await new BotMetaRepository(unitOfWork).listByPrefix('note')).map(({ key }) => key);
  const TROUBLE = { code: 'database-trouble', severity: 'expected' };

  itWithSmallDisk('the disk is full is refused, said once, and works again by itself', async (disk) => {
    const database = await openTestDatabaseAt(disk.databasePath);
    await write(database, 'note 1');
    disk.fill();
    for (let n = 0; n < 50; n += 1) {
      await expect(write(database, 'note 2')).rejects.toMatchObject(TROUBLE);
    }
    const line = `The disk with the database ${disk.databasePath} is full (SQLITE_FULL). Free some space there; the bot then goes on by itself`;
    expect(said).toEqual([line]);
    expect(database.health.problem).toBe(line);
    // What only reads goes on, and nothing of what failed is there.
    expect(await keys(database)).toEqual(['note 1']);
    await database.unitOfWork.run(() => keys(database));
    expect(database.health.problem).toBe(line);

    disk.free();
    await write(database, 'note 3');
    expect(database.health.problem).toBeNull();
    expect(said.slice(1)).toEqual(['The database can be written again; 50 attempts had failed']);
    expect(await keys(database)).toEqual(['note 1', 'note 3']);
    await database.close();
  });

  itWithSmallDisk('the disk is full, and nobody else writes, is tried now and then', async (disk) => {
    const database = await openTestDatabaseAt(disk.databasePath);
    const meta = new BotMetaRepository(database.unitOfWork);
    const watch = new DatabaseWatch(database.dataSource, database.unitOfWork, meta, database.health);
    watch.onApplicationBootstrap();
    disk.fill();
    await expect(write(database, 'note')).rejects.toMatchObject(TROUBLE);
    await watch.look();
    expect(database.health.problem).toContain('is full');
    disk.free();
    await watch.look();
    expect(database.health.problem).toBeNull();
    await database.close();
  });

  it('a page is damaged ends all writing, and says how to put a backup back', async () => {
    const database = await openTestDatabase();
    for (let n = 0; n < 200; n += 1) await write(database, `note ${n}`);
    damage(database.path);
    // Another connection, for this one has the pages in its memory.
    await database.dataSource.destroy();
    await database.dataSource.initialize();
    const unitOfWork = new UnitOfWork(database.dataSource, database.health);
    const read = unitOfWork.reader.query('SELECT sum(length(value)) FROM bot_meta');

    await expect(read).rejects.toMatchObject({ ...TROUBLE, trouble: 'damaged' });
    expect(said.filter((line) => line.includes('damaged'))).toEqual([
      `The database ${database.path} is damaged or something else (SQLITE_CORRUPT). Stop the bot and put the newest backup back with \`npm run db:restore -- newest\`; until then nothing is written`,
    ]);
    const writing = unitOfWork.run(() => new BotMetaRepository(unitOfWork).set('more', 'harm'));
    await expect(writing).rejects.toMatchObject({ ...TROUBLE, trouble: 'damaged' });
    await database.close();
  });

  it('another program keeps it locked waits without holding the event loop, and is refused in the end', async () => {
    const database = await openTestDatabase();
    const other = spawn(process.execPath, ['-r', '@swc-node/register', LOCKING_PROCESS, database.path], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 10);
    await expect(write(database, 'note')).rejects.toMatchObject({ ...TROUBLE, trouble: 'locked' });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(10);
    expect(said).toEqual([
      `Another program keeps the database ${database.path} locked (SQLITE_BUSY). Close what else has opened it, such as a database browser; the bot then goes on by itself`,
    ]);
    other.stdin.end();
    await once(other, 'exit');
    await write(database, 'note');
    expect(database.health.problem).toBeNull();
    await database.close();
  });

  it('its file is moved away is refused until the file is back', async () => {
    const database = await openTestDatabase();
    const meta = new BotMetaRepository(database.unitOfWork);
    const watch = new DatabaseWatch(database.dataSource, database.unitOfWork, meta, database.health);
    watch.onApplicationBootstrap();
    await watch.look();
    expect(said).toEqual([]);
    renameSync(database.path, `${database.path}.away`);
    await watch.look();
    await expect(write(database, 'note')).rejects.toMatchObject({ ...TROUBLE, trouble: 'gone' });
    expect(said).toEqual([
      `The database ${database.path} was moved, deleted or replaced while the bot runs. Put the file back where it was, or stop the bot and put a backup back with \`npm run db:restore -- newest\`; until then nothing is written`,
    ]);
    renameSync(`${database.path}.away`, database.path);
    await watch.look();
    await write(database, 'note');
    expect(await keys(database)).toEqual(['note']);
    await database.close();
  });
});
