import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';

import { BotMetaRepository, NoUnitOfWorkError, UnitOfWorkCondemnedError } from '../../../src/database';
import { openTestDatabase, type TestDatabase } from '../../support/database';

describe('UnitOfWork', () => {
  let database: TestDatabase;
  let meta: BotMetaRepository;

  beforeEach(async () => {
    database = await openTestDatabase();
    meta = new BotMetaRepository(database.unitOfWork);
  });
  afterEach(() => database.close());

  it('keeps what a fulfilled unit wrote and returns its result', async () => {
    const result = await database.unitOfWork.run(async () => {
      await meta.set('version', '1');
      return meta.get('version');
    });

    expect(result).toBe('1');
    expect(await meta.get('version')).toBe('1');
  });

  it('takes back everything a rejected unit wrote and rethrows its error', async () => {
    const error = new Error('no');
    const unit = database.unitOfWork.run(async () => {
      await meta.set('a', '1');
      await meta.set('b', '1');
      throw error;
    });

    await expect(unit).rejects.toBe(error);
    expect(await meta.listAll()).toEqual([]);
  });

  it('lets no other process write between what a unit reads and what it writes', async () => {
    const other = new Database(database.path, { timeout: 0 });
    await database.unitOfWork.run(async () => {
      expect(await meta.get('version')).toBeNull();
      expect(() => other.exec(`INSERT INTO bot_meta VALUES ('version', '1')`)).toThrow('database is locked');
      await meta.set('version', '2');
    });
    other.close();

    expect(await meta.get('version')).toBe('2');
  });

  it('runs units one at a time in the order they were asked for', async () => {
    const steps: string[] = [];
    const unit = (name: string, waitMs: number): Promise<void> =>
      database.unitOfWork.run(async () => {
        steps.push(`${name} begins`);
        await delay(waitMs);
        steps.push(`${name} ends`);
      });

    await Promise.all([unit('a', 20), unit('b', 0), unit('c', 5)]);

    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('goes on with the next unit after one that failed', async () => {
    const failing = database.unitOfWork.run(() => Promise.reject(new Error('no')));
    const next = database.unitOfWork.run(() => meta.set('a', '1'));

    await expect(failing).rejects.toThrow('no');
    await next;
    expect(await meta.get('a')).toBe('1');
  });

  it('lets a nested run join the outer unit', async () => {
    const unit = database.unitOfWork.run(async () => {
      await database.unitOfWork.run(() => meta.set('inner', '1'));
      throw new Error('outer fails');
    });

    await expect(unit).rejects.toThrow('outer fails');
    expect(await meta.get('inner')).toBeNull();
  });

  it('commits nothing when a joined run failed, even if its error was caught', async () => {
    const unit = database.unitOfWork.run(async () => {
      await meta.set('outer', '1');
      await database.unitOfWork
        .run(async () => {
          await meta.set('inner', '1');
          throw new Error('inner fails');
        })
        .catch(() => undefined);
    });

    await expect(unit).rejects.toMatchObject({
      code: 'unit-of-work-condemned',
      cause: new Error('inner fails'),
    });
    expect(await meta.listAll()).toEqual([]);
  });

  it('refuses a write outside of a unit', async () => {
    await expect(meta.set('a', '1')).rejects.toThrow(NoUnitOfWorkError);
    expect(await meta.listAll()).toEqual([]);
  });

  it('refuses the writer to code that outlives its unit', async () => {
    let late: Promise<void> = Promise.resolve();
    await database.unitOfWork.run(() => {
      late = delay(10).then(() => meta.set('late', '1'));
      late.catch(() => undefined);
      return Promise.resolve();
    });

    await expect(late).rejects.toThrow(NoUnitOfWorkError);
    expect(await meta.get('late')).toBeNull();
  });

  it('refuses a writer that was kept beyond its unit, while another unit runs', async () => {
    const kept = await database.unitOfWork.run(() => Promise.resolve(database.unitOfWork.writer));

    await database.unitOfWork.run(async () => {
      await expect(kept.query(`INSERT INTO bot_meta VALUES ('late', '1')`)).rejects.toThrow(
        NoUnitOfWorkError,
      );
    });

    expect(await meta.get('late')).toBeNull();
  });

  it('gives code that outlives its unit a unit of its own when it asks for one', async () => {
    let late: Promise<void> = Promise.resolve();
    await database.unitOfWork.run(() => {
      late = delay(10).then(() => database.unitOfWork.run(() => meta.set('late', '1')));
      return Promise.resolve();
    });

    await late;
    expect(await meta.get('late')).toBe('1');
  });

  it('waits for statements on their way before it rolls back, so that none lands behind the rollback', async () => {
    database.dataSource.subscribers.push({
      beforeQuery: async ({ query }) => {
        if (query.includes('slow')) await delay(20);
      },
    });
    const unit = database.unitOfWork.run(() => {
      void database.unitOfWork.writer.query(`INSERT INTO bot_meta VALUES ('slow', '1')`);
      return Promise.reject(new Error('no'));
    });

    await expect(unit).rejects.toThrow('no');
    await delay(40);
    expect(await meta.get('slow')).toBeNull();
  });

  it('stops a unit that SQLite itself has rolled back', async () => {
    await database.unitOfWork.run(() => meta.set('a', '1'));
    const unit = database.unitOfWork.run(async () => {
      await meta.set('b', '1');
      await database.unitOfWork.writer
        .query(`INSERT OR ROLLBACK INTO bot_meta VALUES ('a', '2')`)
        .catch(() => undefined);
      await meta.set('c', '1');
    });

    await expect(unit).rejects.toThrow(UnitOfWorkCondemnedError);
    await database.unitOfWork.run(() => meta.set('d', '1'));
    expect((await meta.listAll()).map(({ key }) => key)).toEqual(['a', 'd']);
  });

  it('reads its own writes before they are committed', async () => {
    await database.unitOfWork.run(async () => {
      await meta.set('a', '1');
      expect(await meta.get('a')).toBe('1');
    });
  });
});
