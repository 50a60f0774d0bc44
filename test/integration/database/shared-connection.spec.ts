import { openTestDatabase, type TestDatabase } from '../../support/database';

const INSERT = 'INSERT INTO bot_meta (key, value) VALUES (?, ?)';

/** The reason for UnitOfWork. When TypeORM gives each transaction a connection, these fail and it can be simpler. */
describe('TypeORM without UnitOfWork', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  async function keys(): Promise<string[]> {
    const rows: { key: string }[] = await database.dataSource.query('SELECT key FROM bot_meta ORDER BY key');
    return rows.map(({ key }) => key);
  }

  it('loses an awaited insert when the transaction of another task rolls back', async () => {
    let bystander: Promise<unknown> = Promise.resolve();
    const failing = database.dataSource.transaction(async (manager) => {
      await manager.query(INSERT, ['mine', '1']);
      bystander = database.dataSource.query(INSERT, ['bystander', '1']);
      await bystander;
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    await bystander;
    expect(await keys()).toEqual([]);
  });

  it('loses the committed transaction of another task as well', async () => {
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    let finish = (): void => undefined;
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));

    const failing = database.dataSource.transaction(async (manager) => {
      await manager.query(INSERT, ['mine', '1']);
      begun();
      await mayFinish;
      throw new Error('no');
    });
    failing.catch(() => undefined);
    await hasBegun;
    await database.dataSource.transaction((manager) => manager.query(INSERT, ['committed', '1']));
    finish();

    await expect(failing).rejects.toThrow('no');
    expect(await keys()).toEqual([]);
  });

  it('loses nothing of the same with UnitOfWork', async () => {
    const write = async (key: string): Promise<void> => {
      await database.unitOfWork.writer.query(INSERT, [key, '1']);
    };
    const failing = database.unitOfWork.run(async () => {
      await write('mine');
      throw new Error('no');
    });
    const committed = database.unitOfWork.run(() => write('committed'));

    await expect(failing).rejects.toThrow('no');
    await committed;
    expect(await keys()).toEqual(['committed']);
  });
});
