import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { FeedItemRepository, FeedRepository, FeedSubscriptionRepository } from '../../../src/feeds';
import { FeedHealthService } from '../../../src/feeds/health/feed-health.service';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { SubscriberService } from '../../../src/subscribers';
import { DAY, member, ReadingBench } from './reading-bench';

const link = 'https://comick.dev/comic/02-salt-and-starlight';
const stranger = { type: 'dm' as const, targetId: toSnowflake('200000000000000009') };

describe('Comick, which has closed', () => {
  let bench: ReadingBench;
  let feedId: number;
  beforeAll(async () => {
    bench = await ReadingBench.start();
    feedId = await bench.get(UnitOfWork).run(async () => {
      const now = bench.clock.now();
      const { id } = await bench.get(FeedRepository).upsertBySource({
        platformId: 'Comick',
        sourceId: '02-salt-and-starlight',
        itemsId: 'hid',
        name: 'Salt and Starlight',
        description: '',
        sourceUrl: link,
        coverUrl: null,
        tags: [],
        isAdult: false,
      });
      const subscriber = await bench.get(SubscriberService).ensure(member);
      await bench.get(FeedSubscriptionRepository).insertIfAbsent(id, subscriber.id, now);
      await bench.get(FeedItemRepository).insertNew([
        {
          feedId: id,
          itemKey: 'legacy:1',
          logicalKey: 'legacy:1',
          description: 'Chapter 1',
          number: null,
          language: null,
          groupName: null,
          url: null,
          published: now,
          firstSeenAt: now,
          isBaseline: true,
          isBackfill: false,
        },
      ]);
      return id;
    });
  });
  afterAll(() => bench.close());

  it('is never asked, and what was followed there stays as it is', async () => {
    const before = await bench.get(FeedRepository).findById(feedId);
    await bench.minutes((3 * DAY) / 60_000, 180);
    expect(await bench.get(FeedRepository).findById(feedId)).toEqual(before);
  });

  it('is shown asleep in the list and in the health of who follows it', async () => {
    const { feeds } = await bench.get(SubscriptionService).list(member, 1);
    expect(feeds).toMatchObject([{ name: 'Salt and Starlight', isAsleep: true }]);
    const { unread } = await bench.get(FeedHealthService).of(member);
    expect(unread).toMatchObject([{ name: 'Salt and Starlight', isAsleep: true, sourceUrl: link }]);
  });

  it('is not followed by anybody else, who gets a search and what it finds', async () => {
    const manga = bench.world.addManga({ title: 'Salt and Starlight' });
    const outcomes = await bench.get(SubscriptionService).subscribe(stranger, [`<${link}/x-chapter-3-en>`]);
    expect(outcomes).toMatchObject([{ type: 'failed' }]);
    const [outcome] = outcomes;
    const message = outcome?.type === 'failed' ? outcome.message : '';
    expect(message).toContain('closed in September 2025');
    expect(message).toContain('https://mangadex.org/search?q=salt%20and%20starlight');
    expect(message).toContain(manga.url);
    expect((await bench.get(SubscriptionService).list(stranger, 1)).total).toBe(0);
  });

  it('can be left by its link, and keeps its history', async () => {
    const outcomes = await bench
      .get(SubscriptionService)
      .unsubscribe(member, ['www.comick.io/comic/02-salt-and-starlight']);
    expect(outcomes).toMatchObject([{ type: 'unsubscribed' }]);
    expect(await bench.get(FeedItemRepository).findLatest(feedId)).toMatchObject({
      description: 'Chapter 1',
    });
  });
});
