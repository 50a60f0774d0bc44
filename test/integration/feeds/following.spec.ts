import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { SandboxPlatforms } from '../../../sandbox/platforms';
import { toSnowflake } from '../../../src/common';
import { UnitOfWork } from '../../../src/database';
import { OutboxRepository, type OutboxMessageEntity } from '../../../src/delivery';
import {
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionRepository,
  StreamCursorRepository,
} from '../../../src/feeds';
import { PlatformRegistry } from '../../../src/feeds/platforms';
import { StreamPoller } from '../../../src/feeds/polling/stream-poller';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { SettingsService } from '../../../src/settings';
import { SubscriberService } from '../../../src/subscribers';
import type { SettableClock } from '../../support/settable-clock';
import { DAY, MINUTE, ReadingBench } from './reading-bench';
import { itemIdsIn } from '../../support/item-ids';

const member = { type: 'dm' as const, targetId: toSnowflake('200000000000000001') };
const guild = { type: 'guild' as const, targetId: toSnowflake('300000000000000001') };

describe('following series', () => {
  let bench: ReadingBench;
  let clock: SettableClock;
  let platforms: SandboxPlatforms;
  let subscriptions: SubscriptionService;
  let outbox: OutboxRepository;

  beforeAll(async () => {
    bench = await ReadingBench.start();
    ({ clock, platforms } = bench);
    subscriptions = bench.get(SubscriptionService);
    outbox = bench.get(OutboxRepository);
  });

  afterAll(() => bench.close());

  /** Lets the next read become due and reads. */
  async function poll(afterMs = MINUTE): Promise<OutboxMessageEntity[]> {
    clock.pass(afterMs);
    const before = (await outbox.listAll()).length;
    await bench.get(StreamPoller).tick();
    return (await outbox.listAll()).slice(before);
  }

  async function labelsOf(messages: readonly OutboxMessageEntity[]): Promise<string[]> {
    const ids = itemIdsIn(messages);
    const items = await bench.get(FeedItemRepository).listByIds(ids);
    return items.map(({ description }) => description);
  }

  it('keeps quiet about what is out already and tells each new chapter once', async () => {
    const manga = platforms.world.addManga({ title: 'Salt and Starlight' });
    platforms.world.publishChapter(manga.id, { chapter: '1', at: clock.now().getTime() - DAY });
    const outcomes = await subscriptions.subscribe(member, [`${manga.url}?tab=chapters`]);
    expect(outcomes).toMatchObject([
      { type: 'subscribed', feed: { name: 'Salt and Starlight' }, latest: 'Chapter 1' },
    ]);
    expect(await poll()).toEqual([]);

    platforms.world.publishChapter(manga.id, { chapter: '2', title: 'The Lighthouse' });
    expect(await labelsOf(await poll())).toEqual(['Chapter 2: The Lighthouse']);
    expect(await poll()).toEqual([]);
  });

  it('tells both of two chapters between two reads, in one message and in order', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '11' });
    clock.pass(1000);
    platforms.world.publishChapter(manga.id, { chapter: '12' });
    const messages = await poll();
    expect(messages).toHaveLength(1);
    expect(await labelsOf(messages)).toEqual(['Chapter 11', 'Chapter 12']);
  });

  it('tells who began to follow a series what came out while somebody else waited to begin', async () => {
    const manga = platforms.world.addManga({});
    const platform = bench.get(PlatformRegistry).get('MangaDex');
    const turn = new EventEmitter();
    const fetchSeries = platform.fetchSeries.bind(platform);
    const waiting = jest.spyOn(platform, 'fetchSeries').mockImplementationOnce(async (ref, options) => {
      await once(turn, 'come');
      return fetchSeries(ref, options);
    });
    const other = { type: 'dm' as const, targetId: toSnowflake('200000000000000002') };
    const second = subscriptions.subscribe(other, [manga.url], { languages: ['es', 'en'] });
    while (waiting.mock.calls.length === 0) await nextTurn();
    await subscriptions.subscribe(member, [manga.url]);
    waiting.mockRestore();
    clock.pass(MINUTE);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    platforms.world.publishChapter(manga.id, { chapter: '2', language: 'es' });
    turn.emit('come');
    expect(await second).toMatchObject([{ type: 'subscribed', latest: 'Chapter 2' }]);
    const told = await poll();
    const subscriber = await bench.get(SubscriberService).find(member);
    expect(await labelsOf(told.filter(({ subscriberId }) => subscriberId === subscriber?.id))).toEqual([
      'Chapter 1',
    ]);
    // What came out in a language that nobody had wanted was out before.
    expect(await labelsOf(told)).toEqual(['Chapter 1']);
  });

  it('tells two chapters of the very same second', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    expect(await labelsOf(await poll())).toHaveLength(2);
  });

  it('does not tell the same chapter of a second group', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '5', groups: ['Harbour Scans'] });
    expect(await poll()).toHaveLength(1);
    platforms.world.publishChapter(manga.id, { chapter: '5', groups: ['Lantern Works'] });
    expect(await poll()).toEqual([]);
  });

  it('tells a oneshot, which has no number', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: null, title: 'Tide' });
    expect(await labelsOf(await poll())).toEqual(['Oneshot: Tide']);
  });

  it('tells an episode when it airs, and once when it is moved afterwards', async () => {
    const anime = platforms.world.addAnime({ title: 'Night Ferry' });
    platforms.world.scheduleEpisode(anime.id, 1, clock.now().getTime() + 10 * MINUTE);
    await subscriptions.subscribe(member, [`${anime.url}/Night-Ferry`]);
    expect(await poll()).toEqual([]);
    platforms.world.moveEpisode(anime.id, 1, clock.now().getTime() + 30 * MINUTE);
    expect(await poll(15 * MINUTE)).toEqual([]);
    expect(await labelsOf(await poll(20 * MINUTE))).toEqual(['Episode 1']);
    platforms.world.moveEpisode(anime.id, 1, clock.now().getTime());
    expect(await poll(5 * MINUTE)).toEqual([]);
  });

  it('fires nothing stale after following again weeks later', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    await subscriptions.unsubscribe(member, [manga.url]);
    clock.pass(3 * DAY);
    platforms.world.publishChapter(manga.id, { chapter: '7' });
    await poll();
    await subscriptions.subscribe(member, [manga.url]);
    expect(await poll()).toEqual([]);
  });

  it('lets the cursor stand while a source is down and loses nothing', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    await poll();
    const cursors = bench.get(StreamCursorRepository);
    const before = await cursors.find('MangaDex', 'on-site');
    platforms.mangadex.faults.outage(true);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    expect(await poll()).toEqual([]);
    clock.pass(20 * MINUTE);
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    expect(await poll()).toEqual([]);
    const during = await cursors.find('MangaDex', 'on-site');
    expect(during?.cursorAt).toEqual(before?.cursorAt);
    expect(during?.failures).toBe(2);
    platforms.mangadex.faults.outage(false);
    expect(await labelsOf(await poll(30 * MINUTE))).toEqual(['Chapter 1', 'Chapter 2']);
  });

  it('rolls items, messages and cursor back together when the unit of work fails', async () => {
    const manga = platforms.world.addManga({});
    await subscriptions.subscribe(member, [manga.url]);
    await poll();
    const cursors = bench.get(StreamCursorRepository);
    const before = await cursors.find('MangaDex', 'on-site');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    const failure = jest.spyOn(outbox, 'owe').mockRejectedValueOnce(new Error('disk full'));
    await expect(poll()).rejects.toThrow('disk full');
    failure.mockRestore();
    expect((await cursors.find('MangaDex', 'on-site'))?.cursorAt).toEqual(before?.cursorAt);
    expect(await labelsOf(await poll())).toEqual(['Chapter 1']);
  });

  it('asks the platforms no more for a thousand feeds than for one', async () => {
    const requests = async (): Promise<number> => {
      const before = platforms.mangadex.requests.length + platforms.anilist.requests.length;
      await poll();
      return platforms.mangadex.requests.length + platforms.anilist.requests.length - before;
    };
    const few = await requests();
    const unitOfWork = bench.get(UnitOfWork);
    const [feeds, follows] = [bench.get(FeedRepository), bench.get(FeedSubscriptionRepository)];
    await unitOfWork.run(async () => {
      for (let n = 0; n < 1000; n++) {
        const sourceId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
        const sourceUrl = `https://mangadex.org/title/${sourceId}`;
        const feed = await feeds.upsertBySource({
          platformId: 'MangaDex',
          sourceId,
          itemsId: sourceId,
          name: sourceId,
          description: '',
          sourceUrl,
          coverUrl: null,
          tags: [],
          isAdult: false,
        });
        await follows.insertIfAbsent(feed.id, 1, clock.now());
      }
    });
    expect(await requests()).toBe(few);
  });

  it('saves nothing of a link that cannot be followed and says why', async () => {
    const feeds = bench.get(FeedRepository);
    const before = (await feeds.listAll()).length;
    const links = [
      'http://10.0.0.1/x',
      'not a link',
      'https://mangadex.org/title/none',
      'https://anilist.co/manga/1',
    ];
    const unknown = 'https://mangadex.org/title/00000000-0000-4000-8000-00000000dead';
    const outcomes = await subscriptions.subscribe(member, [...links, unknown]);
    expect(outcomes.map(({ type }) => type)).toEqual(Array.from({ length: 5 }, () => 'failed'));
    expect(outcomes[0]).toMatchObject({ message: expect.stringContaining('public internet') as unknown });
    expect((await feeds.listAll()).length).toBe(before);
  });

  it('saves nothing while the platform cannot be asked, and the other links all the same', async () => {
    const manga = platforms.world.addManga({});
    const anime = platforms.world.addAnime({});
    platforms.mangadex.faults.outage(true);
    const outcomes = await subscriptions.subscribe(member, [manga.url, anime.url]);
    platforms.mangadex.faults.outage(false);
    expect(outcomes).toMatchObject([{ type: 'failed' }, { type: 'subscribed' }]);
    clock.pass(20 * MINUTE);
    expect(await subscriptions.subscribe(member, [manga.url])).toMatchObject([{ type: 'subscribed' }]);
  });

  it('owes a server nothing before a channel is chosen and nothing while feeds are off', async () => {
    const manga = platforms.world.addManga({});
    await expect(subscriptions.subscribe(guild, [manga.url])).rejects.toThrow(/no channel/);
    const settings = bench.get(SettingsService);
    await settings.updateFeeds(guild.targetId, { channelId: toSnowflake('400000000000000001') });
    await subscriptions.subscribe(guild, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    expect(await poll()).toHaveLength(1);
    await settings.updateFeeds(guild.targetId, { enabled: false });
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    expect(await poll()).toEqual([]);
    await expect(subscriptions.subscribe(guild, [manga.url])).rejects.toThrow(/switched off/);
  });
});
