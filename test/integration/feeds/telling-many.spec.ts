import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { OutboxRepository } from '../../../src/delivery';
import { FeedItemRepository, FeedSubscriptionRepository } from '../../../src/feeds';
import { AnnouncementService } from '../../../src/feeds/announcements/announcement.service';
import { SubscriberService } from '../../../src/subscribers';
import { ReadingBench } from './reading-bench';

const FOLLOWERS = 1_600;

describe('telling thousands', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  it('lets everything else have its turn meanwhile, and is still one unit', async () => {
    const manga = bench.world.addManga({});
    bench.world.publishChapter(manga.id, { chapter: '1' });
    await bench.follow(manga.url);
    const feed = await bench.feed('MangaDex', manga.id);
    const unitOfWork = bench.get(UnitOfWork);
    await unitOfWork.run(async () => {
      for (let n = 1; n < FOLLOWERS; n += 1) {
        const targetId = toSnowflake(String(300_000_000_000_000_000n + BigInt(n)));
        const { id } = await bench.get(SubscriberService).ensure({ type: 'dm', targetId });
        await bench.get(FeedSubscriptionRepository).insertIfAbsent(feed.id, id, bench.clock.now());
      }
    });
    const items = await bench.get(FeedItemRepository).listAll();
    const owe = (): Promise<void> => bench.get(AnnouncementService).owe(items, bench.clock.now());

    let turns = 0;
    const turn = (): void => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const failed = unitOfWork.run(async () => {
      await owe();
      throw new Error('a crash');
    });
    await expect(failed).rejects.toThrow('a crash');
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(4);
    expect(await bench.get(OutboxRepository).listAll()).toEqual([]);

    await unitOfWork.run(owe);
    const owed = await bench.get(OutboxRepository).listAll();
    expect(new Set(owed.map(({ subscriberId }) => subscriberId)).size).toBe(FOLLOWERS);
    expect(owed).toHaveLength(FOLLOWERS);
  });
});
