import type { SandboxPlatforms } from '../../../sandbox/platforms';
import { type Snowflake, toSnowflake } from '../../../src/common';
import { type OutboxMessageEntity, OutboxRepository } from '../../../src/delivery';
import { FeedItemRepository } from '../../../src/feeds';
import { AnnouncementService } from '../../../src/feeds/announcements/announcement.service';
import type { ReleasePayload } from '../../../src/feeds/announcements/release-payload';
import { StreamPoller } from '../../../src/feeds/polling/stream-poller';
import { SubscriptionOptionsService } from '../../../src/feeds/subscriptions/subscription-options.service';
import {
  type SubscriptionOptions,
  SubscriptionService,
} from '../../../src/feeds/subscriptions/subscription.service';
import { SettingsService } from '../../../src/settings';
import { SubscriberService, type Target } from '../../../src/subscribers';
import type { SettableClock } from '../../support/settable-clock';
import { DAY, MINUTE, ReadingBench } from './reading-bench';

describe('what each subscription is told', () => {
  let bench: ReadingBench;
  let clock: SettableClock;
  let platforms: SandboxPlatforms;
  let subscriptions: SubscriptionService;
  let outbox: OutboxRepository;
  let nextId = 200000000000000001n;

  beforeAll(async () => {
    bench = await ReadingBench.start();
    ({ clock, platforms } = bench);
    subscriptions = bench.get(SubscriptionService);
    outbox = bench.get(OutboxRepository);
  });

  afterAll(() => bench.close());

  const id = (): Snowflake => toSnowflake(String(nextId++));
  const member = (): Target => ({ type: 'dm', targetId: id() });

  async function poll(afterMs = 2 * MINUTE): Promise<OutboxMessageEntity[]> {
    clock.pass(afterMs);
    const before = (await outbox.listAll()).length;
    await bench.get(StreamPoller).tick();
    return (await outbox.listAll()).slice(before);
  }

  async function labels(messages: readonly OutboxMessageEntity[], target: Target): Promise<string[]> {
    const subscriber = await bench.get(SubscriberService).find(target);
    const ids = messages
      .filter(({ subscriberId }) => subscriberId === subscriber?.id)
      .flatMap(({ payload }) => (payload as ReleasePayload).releases.flatMap(({ itemIds }) => itemIds));
    const items = await bench.get(FeedItemRepository).listByIds(ids);
    return items.map(({ description, groupName, language }) => `${description} ${language} ${groupName}`);
  }

  it('tells one release of a chapter by two groups, and the other one to whom ignores the first', async () => {
    const manga = platforms.world.addManga({});
    const [anybody, picky] = [member(), member()];
    await subscriptions.subscribe(anybody, [manga.url]);
    await subscriptions.subscribe(picky, [manga.url], { ignoredGroups: ['Harbour Scans'] });
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['Harbour Scans'] });
    const first = await poll();
    expect(await labels(first, anybody)).toEqual(['Chapter 1 en Harbour Scans']);
    expect(await labels(first, picky)).toEqual([]);
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['Lantern Works'] });
    const second = await poll();
    expect(await labels(second, anybody)).toEqual([]);
    expect(await labels(second, picky)).toEqual(['Chapter 1 en Lantern Works']);
  });

  it('links the preferred group where several came out together', async () => {
    const manga = platforms.world.addManga({});
    const fan = member();
    await subscriptions.subscribe(fan, [manga.url], { preferredGroups: ['lantern works'] });
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['Harbour Scans'] });
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['Lantern Works'] });
    expect(await labels(await poll(), fan)).toEqual(['Chapter 1 en Lantern Works']);
  });

  it('tells each in the languages they asked for, each chapter once', async () => {
    const manga = platforms.world.addManga({});
    const [english, indonesian, both] = [member(), member(), member()];
    await subscriptions.subscribe(english, [manga.url]);
    await subscriptions.subscribe(indonesian, [manga.url], { languages: ['id'] });
    await subscriptions.subscribe(both, [manga.url], { languages: ['id', 'en'] });
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['A'] });
    const first = await poll();
    expect(await labels(first, english)).toEqual(['Chapter 1 en A']);
    expect(await labels(first, indonesian)).toEqual([]);
    expect(await labels(first, both)).toEqual(['Chapter 1 en A']);
    platforms.world.publishChapter(manga.id, { chapter: '1', language: 'id', groups: ['A'] });
    const second = await poll();
    expect(await labels(second, english)).toEqual([]);
    expect(await labels(second, indonesian)).toEqual(['Chapter 1 id A']);
    expect(await labels(second, both)).toEqual([]);
  });

  it('keeps silent about a muted series, also about what was owed before, and goes on afterwards', async () => {
    const manga = platforms.world.addManga({});
    const reader = member();
    const [outcome] = await subscriptions.subscribe(reader, [manga.url]);
    if (outcome?.type !== 'subscribed') throw new Error('not subscribed');
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    const [owed] = await poll();
    await bench.get(SubscriptionOptionsService).mute(reader, outcome.feed.id);
    const recipient = await bench.get(SubscriberService).getRecipient(owed?.subscriberId ?? 0);
    const announcements = bench.get(AnnouncementService);
    expect(await announcements.prepare(owed?.payload as ReleasePayload, recipient, clock.now())).toEqual({
      type: 'withdraw',
      reason: 'muted',
    });
    platforms.world.publishChapter(manga.id, { chapter: '2' });
    expect(await poll()).toEqual([]);
    clock.pass(8 * DAY);
    await poll();
    platforms.world.publishChapter(manga.id, { chapter: '3' });
    expect(await labels(await poll(), reader)).toHaveLength(1);
  });

  it('tells again who subscribes to what they had muted', async () => {
    const manga = platforms.world.addManga({});
    const reader = member();
    const [outcome] = await subscriptions.subscribe(reader, [manga.url]);
    if (outcome?.type !== 'subscribed') throw new Error('not subscribed');
    await bench.get(SubscriptionOptionsService).mute(reader, outcome.feed.id);
    await poll();
    await subscriptions.subscribe(reader, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    expect(await labels(await poll(), reader)).toHaveLength(1);
  });

  it('sends a server’s series into its own channel where it has one', async () => {
    const manga = platforms.world.addManga({});
    const guild: Target = { type: 'guild', targetId: id() };
    const [general, own] = [id(), id()];
    await bench.get(SettingsService).updateFeeds(guild.targetId, { channelId: general });
    await subscriptions.subscribe(guild, [manga.url], { channelId: own, roleId: id() });
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    const [owed] = await poll();
    const recipient = await bench.get(SubscriberService).getRecipient(owed?.subscriberId ?? 0);
    const announcements = bench.get(AnnouncementService);
    const prepare = async (): Promise<unknown> =>
      announcements.prepare(owed?.payload as ReleasePayload, recipient, clock.now());
    expect(await prepare()).toMatchObject({ type: 'tell', place: { channelId: own } });
    await bench.get(SubscriptionOptionsService).channelDeleted(own);
    expect(await prepare()).toMatchObject({ type: 'tell', place: { channelId: general } });
  });

  it('tells what is owed as the languages and groups are wanted when it is sent', async () => {
    const manga = platforms.world.addManga({});
    const reader = member();
    await subscriptions.subscribe(reader, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['Harbour Scans'] });
    platforms.world.publishChapter(manga.id, { chapter: '1', groups: ['Lantern Works'] });
    // Somebody else's wish, so that the chapter is read in this language as well.
    await subscriptions.subscribe(member(), [manga.url], { languages: ['id'] });
    platforms.world.publishChapter(manga.id, { chapter: '1', language: 'id', groups: ['Cahaya'] });
    const [owed] = await poll();
    const recipient = await bench.get(SubscriberService).getRecipient(owed?.subscriberId ?? 0);
    const announcements = bench.get(AnnouncementService);
    const groups = async (wishes: Partial<SubscriptionOptions>): Promise<unknown> => {
      await subscriptions.subscribe(reader, [manga.url], wishes);
      const payload = owed?.payload as ReleasePayload;
      const announcement = await announcements.prepare(payload, recipient, clock.now());
      if (announcement.type !== 'tell') return announcement;
      return announcement.told.flatMap(({ items }) => items.map(({ groupName }) => groupName));
    };
    expect(await groups({ preferredGroups: ['Harbour Scans'] })).toEqual(['Harbour Scans']);
    expect(await groups({ preferredGroups: ['Lantern Works'] })).toEqual(['Lantern Works']);
    expect(await groups({ ignoredGroups: ['Lantern Works'] })).toEqual(['Harbour Scans']);
    expect(await groups({ languages: ['id'] })).toEqual(['Cahaya']);
    expect(await groups({ languages: ['fr'] })).toEqual({ type: 'withdraw', reason: 'no longer wanted' });
  });

  it.each([
    ['languages', { languages: ['es'] }, { languages: ['en'] }, 'es', 'en'],
    ['ignored groups', {}, { ignoredGroups: ['Harbour Scans'] }, 'en', 'en'],
  ])(
    'tells a chapter once whose message still waits as the %s change',
    async (_, before, after, old, young) => {
      const manga = platforms.world.addManga({});
      const reader = member();
      await subscriptions.subscribe(reader, [manga.url], before);
      platforms.world.publishChapter(manga.id, { chapter: '1', language: old, groups: ['Harbour Scans'] });
      const [first] = await poll();
      await subscriptions.subscribe(reader, [manga.url], after);
      platforms.world.publishChapter(manga.id, { chapter: '1', language: young, groups: ['Lantern Works'] });
      const [second] = await poll();
      const recipient = await bench.get(SubscriberService).getRecipient(first?.subscriberId ?? 0);
      const tell = async (message: OutboxMessageEntity | undefined): Promise<unknown> => {
        const payload = message?.payload as ReleasePayload;
        const announcement = await bench.get(AnnouncementService).prepare(payload, recipient, clock.now());
        if (announcement.type !== 'tell') return announcement;
        return announcement.told.flatMap(({ items }) => items.map(({ groupName }) => groupName));
      };
      expect(await tell(first)).toEqual({ type: 'withdraw', reason: 'no longer wanted' });
      expect(await tell(second)).toEqual(['Lantern Works']);
    },
  );

  it('tells nothing owed from before to who left and came back', async () => {
    const manga = platforms.world.addManga({});
    const reader = member();
    await subscriptions.subscribe(reader, [manga.url]);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    const [owed] = await poll();
    await subscriptions.unsubscribe(reader, [manga.url]);
    clock.pass(MINUTE);
    await subscriptions.subscribe(reader, [manga.url]);
    const recipient = await bench.get(SubscriberService).getRecipient(owed?.subscriberId ?? 0);
    const announcements = bench.get(AnnouncementService);
    expect(
      await announcements.prepare(owed?.payload as ReleasePayload, recipient, clock.now()),
    ).toMatchObject({
      type: 'withdraw',
    });
  });
});
