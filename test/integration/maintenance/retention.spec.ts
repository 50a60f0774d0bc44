import { toSnowflake } from '../../../src/common';
import { MessageRetention, type OutboxMessageEntity, OutboxRepository } from '../../../src/delivery';
import { UnitOfWork } from '../../../src/database';
import { FeedItemRepository } from '../../../src/feeds';
import { ItemRetention } from '../../../src/feeds/retention/item-retention';
import { DAY, HOUR, labelsOf, ReadingBench } from '../feeds/reading-bench';

const CHANNEL = toSnowflake('900000000000000001');

/** A series whose chapters 1 to 60 came out one a day, and were told. */
describe('retention', () => {
  let bench: ReadingBench;
  let items: FeedItemRepository;
  let outbox: OutboxRepository;
  let unitOfWork: UnitOfWork;
  let feedId: number;

  beforeAll(async () => {
    bench = await ReadingBench.start({
      KEEP_ITEMS_DAYS: '30',
      KEEP_SENT_DAYS: '10',
      KEEP_REFUSED_DAYS: '20',
    });
    items = bench.get(FeedItemRepository);
    outbox = bench.get(OutboxRepository);
    unitOfWork = bench.get(UnitOfWork);
    const manga = bench.world.addManga();
    await bench.follow(manga.url);
    ({ id: feedId } = await bench.feed('MangaDex', manga.id));
    await unitOfWork.run(() =>
      items.insertNew(
        Array.from({ length: 60 }, (_, n) => ({
          ...{ feedId, itemKey: `chapter-${n + 1}`, logicalKey: `${manga.id}|${n + 1}`, number: `${n + 1}` },
          ...{ description: `Chapter ${n + 1}`, language: 'en', groupName: 'A', url: null },
          ...{
            published: new Date(bench.at((n - 59) * DAY)),
            firstSeenAt: new Date(bench.at((n - 59) * DAY)),
          },
          ...{ isBaseline: false, isBackfill: false },
        })),
      ),
    );
  });
  afterAll(() => bench.close());

  const numbers = async (): Promise<number[]> =>
    (await items.listAll())
      .filter((item) => item.feedId === feedId && item.itemKey.startsWith('chapter-'))
      .map(({ number }) => Number(number));
  const owe = async (key: string, payload: unknown): Promise<OutboxMessageEntity> => {
    const now = bench.clock.now();
    await unitOfWork.run(() =>
      outbox.owe([
        {
          ...{ subscriberId: 1, kind: 'feeds.release', payload, dedupeKey: key },
          ...{ createdAt: now, nextAttemptAt: now },
        },
      ]),
    );
    const message = await outbox.findOwed(1, key);
    if (!message) throw new Error(`Nothing is owed as ${key}`);
    return message;
  };
  const kept = async (): Promise<string[]> => (await outbox.listAll()).map(({ dedupeKey }) => dedupeKey);

  it('keeps every item of a series of which something is owed', async () => {
    const owed = await owe('owed', { releases: [{ feedId, itemIds: [1] }] });
    expect(await bench.get(ItemRetention).forgetOld()).toBe(0);
    await unitOfWork.run(() => outbox.refused(owed, 'held back', bench.clock.now()));
    expect(await bench.get(ItemRetention).forgetOld()).toBe(0);
    expect(await numbers()).toHaveLength(60);
    await unitOfWork.run(() => outbox.delete(owed.id));
  });

  it('deletes what is older than wanted, without the newest of it', async () => {
    // Chapters 30 to 60 came out within 30 days; of the others the newest 20 stay.
    expect(await bench.get(ItemRetention).forgetOld()).toBe(9);
    expect(await numbers()).toEqual(Array.from({ length: 51 }, (_, n) => n + 10));
    expect(await bench.get(ItemRetention).forgetOld()).toBe(0);
    expect((await items.findLatest(feedId))?.number).toBe('60');
  });

  it('keeps the highest numbers of each language, however old they are', async () => {
    const far = new Date(bench.at(400 * DAY));
    await unitOfWork.run(() =>
      unitOfWork.writer.query(
        `UPDATE feed_items SET language = iif(number < '14', 'pt-br', NULL) WHERE feed_id = ? AND number < '20'`,
        [feedId],
      ),
    );
    await bench.get(ItemRetention).forget(far, { newest: 0, numbers: 3 });
    expect(await numbers()).toEqual([11, 12, 13, 17, 18, 19, 58, 59, 60]);
  });

  it('tells nothing again that a source shows again, be it by another group', async () => {
    const manga = bench.world.addManga();
    await bench.follow(manga.url);
    await bench.tick(6 * HOUR);
    bench.world.publishChapter(manga.id, { chapter: '7' });
    expect(labelsOf(await bench.tick())).toHaveLength(1);
    await unitOfWork.run(() => unitOfWork.writer.query(`UPDATE outbox_messages SET state = 'sent'`));
    expect(
      await bench.get(ItemRetention).forget(new Date(bench.at(1)), { newest: 0, numbers: 0 }),
    ).toBeGreaterThan(0);
    bench.world.publishChapter(manga.id, { chapter: '7', groups: ['Second'] });
    bench.world.publishChapter(manga.id, { chapter: '8', groups: ['Second'] });
    expect((await bench.tick()).map(({ number }) => number)).toEqual(['8']);
    await unitOfWork.run(() => unitOfWork.writer.query('DELETE FROM outbox_messages'));
  });

  it('deletes messages by what became of them, and never one that is owed', async () => {
    const [sent, refused, withdrawn] = [
      await owe('sent', {}),
      await owe('refused', {}),
      await owe('withdrawn', {}),
    ];
    await owe('pending', {});
    await unitOfWork.run(async () => {
      await outbox.sent(sent, CHANNEL, CHANNEL, bench.clock.now());
      await outbox.refused(refused, 'no', bench.clock.now());
      await outbox.withdrawn(withdrawn, 'not wanted', bench.clock.now());
    });
    bench.clock.pass(9 * DAY);
    expect(await bench.get(MessageRetention).forgetOld()).toBe(0);
    bench.clock.pass(2 * DAY);
    expect(await bench.get(MessageRetention).forgetOld()).toBe(2);
    expect(await kept()).toEqual(['refused', 'pending']);
    bench.clock.pass(10 * DAY);
    await bench.get(MessageRetention).forgetOld();
    expect(await kept()).toEqual(['pending']);
  });

  it('looks at as many messages as there are, page by page', async () => {
    const now = bench.clock.now();
    const many = Array.from({ length: 1_200 }, (_, n) => ({
      ...{ subscriberId: 1, kind: 'feeds.release', payload: {}, dedupeKey: `many ${n}` },
      ...{ createdAt: now, nextAttemptAt: now },
    }));
    await unitOfWork.run(async () => {
      await outbox.owe(many);
      await unitOfWork.writer.query(
        `UPDATE outbox_messages SET state = 'sent', settled_at = ? WHERE dedupe_key LIKE 'many %'`,
        [now.getTime()],
      );
    });
    bench.clock.pass(11 * DAY);
    expect(await bench.get(MessageRetention).forgetOld()).toBe(1_200);
    expect(await kept()).toEqual(['pending']);
  });
});
