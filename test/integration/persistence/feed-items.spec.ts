import type { NewRow } from '../../../src/database';
import { type FeedItemEntity, FeedItemRepository, FeedRepository } from '../../../src/feeds/persistence';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const NOW = new Date('2026-11-22T12:00:00.123Z');

describe('FeedItemRepository', () => {
  let database: TestDatabase;
  let items: FeedItemRepository;
  let feedA: number;
  let feedB: number;

  beforeEach(async () => {
    database = await openTestDatabase();
    items = new FeedItemRepository(database.unitOfWork);
    const feeds = new FeedRepository(database.unitOfWork);
    const row = {
      platformId: 'Comick' as const,
      description: null,
      coverUrl: null,
      tags: [],
      isAdult: false,
    };
    [feedA, feedB] = await database.unitOfWork.run(async () => {
      const ids: number[] = [];
      for (const id of ['a', 'b']) {
        ids.push(
          (await feeds.upsertBySource({ ...row, name: id, sourceId: id, itemsId: id, sourceUrl: id })).id,
        );
      }
      return ids as [number, number];
    });
  });
  afterEach(() => database.close());

  const run = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.run(work);

  function item(feedId: number, itemKey: string, published = NOW): NewRow<FeedItemEntity> {
    return {
      feedId,
      itemKey,
      logicalKey: `logical ${itemKey}`,
      description: `第${itemKey}話 "🎉"`,
      published,
      number: '10.5',
      language: null,
      groupName: null,
      url: 'https://example.org/?a=1&b=2',
      firstSeenAt: NOW,
      isBaseline: false,
      isBackfill: false,
    };
  }

  it('inserts what is new and returns just that, oldest first, as it was given', async () => {
    const known = item(feedA, 'known');
    await run(() => items.insertNew([known]));
    const older = { ...item(feedA, 'older', new Date(NOW.getTime() - 1)), isBaseline: true };
    const newer = item(feedA, 'newer');

    const inserted = await run(() =>
      items.insertNew([newer, { ...known, description: 'changed' }, older, newer]),
    );

    expect(inserted).toEqual([
      { ...older, id: inserted[0]?.id },
      { ...newer, id: inserted[1]?.id },
    ]);
    expect((await items.findById(1))?.description).toBe(known.description);
  });

  it('takes two items of one feed with the same time, and the same key in two feeds', async () => {
    const inserted = await run(() =>
      items.insertNew([item(feedA, 'one'), item(feedA, 'two'), item(feedB, 'one')]),
    );

    expect(inserted).toHaveLength(3);
  });

  it('inserts thousands at once', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => item(feedA, `key-${index}`));

    expect(await run(() => items.insertNew(many))).toHaveLength(5_000);
    expect(await run(() => items.insertNew(many))).toEqual([]);
    expect(await run(() => items.insertNew([]))).toEqual([]);
  });

  it('refuses an item of a feed that does not exist', async () => {
    await expect(run(() => items.insertNew([item(99, 'orphan')]))).rejects.toThrow('FOREIGN KEY');
  });

  it('lists which item keys and logical keys are known, by feed', async () => {
    const twin = { ...item(feedA, 'twin'), logicalKey: 'logical one' };
    await run(() => items.insertNew([item(feedA, 'one'), twin, item(feedB, 'two')]));

    const [one, two] = [
      { feedId: feedA, key: 'one' },
      { feedId: feedB, key: 'two' },
    ];
    expect(await items.listKnownItemKeys([two, one, { feedId: feedA, key: 'three' }])).toEqual([one, two]);
    expect(await items.listKnownItemKeys([{ feedId: feedB, key: 'one' }])).toEqual([]);
    const chapters = await items.listByLogicalKeys([
      { feedId: feedA, key: 'logical one' },
      { feedId: feedB, key: 'logical one' },
      { feedId: feedA, key: 'logical two' },
    ]);
    expect(chapters.map(({ itemKey }) => itemKey)).toEqual(['one', 'twin']);
  });

  it('looks up as many keys as there are, not each key in each feed', async () => {
    const plans: string[] = [];
    const { logger } = database.dataSource;
    const statements = jest.spyOn(logger, 'logQuery').mockImplementation((query) => plans.push(query));
    await items.listKnownItemKeys([{ feedId: feedA, key: 'one' }]);
    await items.listByLogicalKeys([{ feedId: feedA, key: 'one' }]);
    statements.mockRestore();
    const lookUps = plans.filter((query) => query.includes('wanted'));
    expect(lookUps).toHaveLength(2);
    for (const query of lookUps) {
      const plan: { detail: string }[] = await database.dataSource.query(`EXPLAIN QUERY PLAN ${query}`, [
        '[]',
      ]);
      expect(plan.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(/^SCAN wanted VIRTUAL TABLE/),
        expect.stringMatching(/^SEARCH item USING .*INDEX .*\(feed_id=\? AND (item|logical)_key=\?\)/),
      ]);
    }
  });

  it('lists by ids in the order of publication', async () => {
    const [first, second] = await run(() =>
      items.insertNew([
        item(feedA, 'one', new Date(1)),
        item(feedA, 'two', new Date(2)),
        item(feedB, 'x', new Date(0)),
      ]),
    ).then((inserted) => [inserted[1], inserted[2]]);
    if (!first || !second) throw new Error('not inserted');

    expect(await items.listByIds([second.id, first.id])).toEqual([first, second]);
  });

  it('finds the most recently published item of a feed', async () => {
    await run(() =>
      items.insertNew([item(feedA, 'new', new Date(2)), item(feedA, 'back-filled', new Date(1))]),
    );

    expect(await items.findLatest(feedA)).toMatchObject({ itemKey: 'new' });
    expect(await items.findLatest(feedB)).toBeNull();
  });
});
