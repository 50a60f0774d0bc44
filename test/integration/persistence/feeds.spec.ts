import {
  type FeedFollower,
  FeedItemRepository,
  type FeedMetadata,
  FeedRepository,
  FeedSubscriptionRepository,
} from '../../../src/feeds/persistence';
import { SubscriberRepository } from '../../../src/subscribers/persistence';
import { toSnowflake } from '../../../src/common';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const NOW = new Date('2026-11-22T12:00:00.123Z');
const USER = toSnowflake('9223372036854775807');
const GUILD = toSnowflake('1180000000000000003');

function metadata(sourceId: string, name = sourceId): FeedMetadata {
  return {
    platformId: 'MangaDex',
    sourceId,
    itemsId: sourceId,
    name,
    description: null,
    sourceUrl: `https://mangadex.org/title/${sourceId}`,
    coverUrl: null,
    tags: ['Action', '恋愛'],
    isAdult: false,
  };
}

describe('feed persistence', () => {
  let database: TestDatabase;
  let feeds: FeedRepository;
  let items: FeedItemRepository;
  let subscriptions: FeedSubscriptionRepository;
  let subscribers: SubscriberRepository;

  beforeEach(async () => {
    database = await openTestDatabase();
    feeds = new FeedRepository(database.unitOfWork);
    items = new FeedItemRepository(database.unitOfWork);
    subscriptions = new FeedSubscriptionRepository(database.unitOfWork);
    subscribers = new SubscriberRepository(database.unitOfWork);
  });
  afterEach(() => database.close());

  const run = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.run(work);
  const feed = async (sourceId: string, name?: string): Promise<number> =>
    (await run(() => feeds.upsertBySource(metadata(sourceId, name)))).id;
  const follow = (feedId: number, subscriberId: number): Promise<boolean> =>
    run(() => subscriptions.insertIfAbsent(feedId, subscriberId, NOW));
  const subscriber = async (type: 'dm' | 'guild' = 'dm'): Promise<number> =>
    (await run(() => subscribers.ensure(type, type === 'dm' ? USER : GUILD))).id;

  describe('FeedRepository', () => {
    it('inserts a series once and brings it up to date, keeping id, baseline and subscriptions', async () => {
      const id = await feed('a', 'Old name');
      await follow(id, await subscriber());
      await run(() => feeds.update(id, { baselineAt: NOW }));

      const again = await run(() => feeds.upsertBySource({ ...metadata('a', '第1話 🎉'), tags: [] }));

      expect(again).toMatchObject({ id, name: '第1話 🎉', tags: [], baselineAt: NOW });
      expect(await subscriptions.countByFeed(id)).toBe(1);
    });

    it('finds a series by its platform and source', async () => {
      const id = await feed('a');

      expect(await feeds.findBySource('MangaDex', 'a')).toMatchObject({
        id,
        tags: ['Action', '恋愛'],
        baselineAt: null,
      });
      expect(await feeds.findBySource('Comick', 'a')).toBeNull();
    });

    it('lists of many sources those that somebody follows', async () => {
      const [followed] = [await feed('a'), await feed('b')];
      await follow(followed, await subscriber());
      const sources = Array.from({ length: 40_000 }, (_, index) => `unknown-${index}`);

      const listed = await feeds.listFollowedBySourceIds('MangaDex', [...sources, 'b', 'a', 'quote \' " 🎉']);

      expect(listed.map(({ id }) => id)).toEqual([followed]);
      expect(await feeds.listFollowedBySourceIds('Comick', ['a'])).toEqual([]);
      expect(await feeds.listFollowedBySourceIds('MangaDex', [])).toEqual([]);
    });
  });

  describe('FeedSubscriptionRepository', () => {
    it('subscribes once and keeps the first time', async () => {
      const [feedId, subscriberId] = [await feed('a'), await subscriber()];

      expect(await follow(feedId, subscriberId)).toBe(true);
      expect(await run(() => subscriptions.insertIfAbsent(feedId, subscriberId, new Date(0)))).toBe(false);
      expect(await subscriptions.listAll()).toMatchObject([{ id: 1, feedId, subscriberId, createdAt: NOW }]);
    });

    it('unsubscribes and says whether there was a subscription', async () => {
      const [feedId, subscriberId] = [await feed('a'), await subscriber()];
      await follow(feedId, subscriberId);
      expect(await subscriptions.find(feedId, subscriberId)).toMatchObject({ feedId, subscriberId });

      expect(await run(() => subscriptions.deleteByFeedAndSubscriber(feedId, subscriberId))).toBe(true);
      expect(await run(() => subscriptions.deleteByFeedAndSubscriber(feedId, subscriberId))).toBe(false);
      expect(await subscriptions.find(feedId, subscriberId)).toBeNull();
    });

    it('counts by feed and by subscriber', async () => {
      const [a, b] = [await feed('a'), await feed('b')];
      const [dm, guild] = [await subscriber('dm'), await subscriber('guild')];
      await follow(a, dm);
      await follow(a, guild);
      await follow(b, dm);

      expect([await subscriptions.countByFeed(a), await subscriptions.countByFeed(b)]).toEqual([2, 1]);
      expect([
        await subscriptions.countBySubscriber(dm),
        await subscriptions.countBySubscriber(guild),
      ]).toEqual([2, 1]);
    });

    it('pages through the feeds of a subscriber by name whatever the case', async () => {
      const [dm, guild] = [await subscriber('dm'), await subscriber('guild')];
      for (const name of ['delta', 'Beta', 'alpha', 'Gamma']) await follow(await feed(name, name), dm);
      await follow(await feed('other', 'Aaa'), guild);

      const first = await subscriptions.listFeedsPage(dm, { limit: 3, offset: 0 });
      const second = await subscriptions.listFeedsPage(dm, { limit: 3, offset: 3 });

      expect(first.map(({ name }) => name)).toEqual(['alpha', 'Beta', 'delta']);
      expect(second.map(({ name }) => name)).toEqual(['Gamma']);
    });

    it('lists who follows which of some feeds, with ids beyond the safe integers', async () => {
      const [a, b, c] = [await feed('a'), await feed('b'), await feed('c')];
      const [dm, guild] = [await subscriber('dm'), await subscriber('guild')];
      await follow(a, dm);
      await follow(b, guild);
      await follow(b, dm);
      await follow(c, dm);

      const wishes = { languages: [], preferredGroups: [], ignoredGroups: [] };
      const everybody = [
        { feedId: a, subscriberId: dm, type: 'dm', targetId: USER, ...wishes },
        { feedId: b, subscriberId: dm, type: 'dm', targetId: USER, ...wishes },
        { feedId: b, subscriberId: guild, type: 'guild', targetId: GUILD, ...wishes },
      ];
      for (const size of [1, 2, 3, 4]) {
        const pages: (readonly FeedFollower[])[] = [];
        for await (const page of subscriptions.pagesOfFollowers([b, a], NOW, size)) pages.push(page);
        expect(pages.flat()).toEqual(everybody);
        expect(Math.max(...pages.map((page) => page.length))).toBe(Math.min(size, 3));
      }
    });

    it('forgets subscriptions and items with their feed', async () => {
      const feedId = await feed('a');
      await follow(feedId, await subscriber());
      await run(() => feeds.delete(feedId));

      expect(await subscriptions.listAll()).toEqual([]);
      expect(await items.listAll()).toEqual([]);
    });
  });
});
