import { rssDocument, type SandboxItem, SandboxWebFeeds } from '../../../sandbox/web-feeds';
import { toSnowflake } from '../../../src/common';
import { OutboxRepository } from '../../../src/delivery';
import { FeedItemRepository, FeedRepository, WebFeedRepository } from '../../../src/feeds';
import { WebFeedPoller } from '../../../src/feeds/polling/web-feed-poller';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { startApplication, type TestApplication } from '../../support/application';
import { SettableClock } from '../../support/settable-clock';
import { itemIdsIn } from '../../support/item-ids';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const member = { type: 'dm' as const, targetId: toSnowflake('200000000000000001') };

describe('following web feeds', () => {
  const clock = new SettableClock();
  let site: SandboxWebFeeds;
  let other: SandboxWebFeeds;
  let application: TestApplication;
  let subscriptions: SubscriptionService;
  let outbox: OutboxRepository;
  let paths = 0;

  beforeAll(async () => {
    site = await SandboxWebFeeds.start();
    other = await SandboxWebFeeds.start();
    application = await startApplication(
      {
        ALLOW_PRIVATE_FEEDS: `${site.origin}, ${other.origin}`,
        ENABLE_FEED_PUBLISHER: 'false',
        LOG_LEVEL: 'fatal',
      },
      clock,
    );
    subscriptions = application.app.get(SubscriptionService);
    outbox = application.app.get(OutboxRepository);
  });
  afterAll(async () => {
    await application.close();
    await site.close();
    await other.close();
  });
  afterEach(async () => {
    for (const feed of await application.app.get(FeedRepository).listAll()) {
      await subscriptions.unsubscribe(member, [feed.sourceId]);
    }
  });

  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);
  const show = (path: string, items: readonly SandboxItem[], extra = ''): string =>
    site.serve(path, { body: rssDocument({ title: `Feed ${path}`, items, extra }) });
  const item = (n: number, date?: Date): SandboxItem => ({
    id: `id-${n}`,
    title: `Episode ${n}`,
    link: `https://example.org/${n}`,
    ...(date ? { date } : {}),
  });

  /** A feed of its own that is followed and was read once. */
  async function follow(items: readonly SandboxItem[], extra = ''): Promise<string> {
    const path = `/feed-${(paths += 1)}`;
    const outcomes = await subscriptions.subscribe(member, [show(path, items, extra)]);
    expect(outcomes).toMatchObject([{ type: 'subscribed' }]);
    await poll(0);
    return path;
  }

  async function poll(afterMs = DAY): Promise<string[]> {
    clock.pass(afterMs);
    const before = (await outbox.listAll()).length;
    await application.app.get(WebFeedPoller).tick();
    const messages = (await outbox.listAll()).slice(before);
    const ids = itemIdsIn(messages);
    const items = await application.app.get(FeedItemRepository).listByIds(ids);
    return items.map(({ description }) => description);
  }

  async function rowOf(path: string) {
    const feeds = application.app.get(FeedRepository);
    const feed = await feeds.findBySource('Web feed', `${site.origin}${path}`);
    if (!feed) throw new Error(`${path} is not stored`);
    const row = await application.app.get(WebFeedRepository).findById(feed.id);
    if (!row) throw new Error(`${path} is not read`);
    return { feed, row };
  }

  it('keeps quiet about what is out already and tells each new item once, in order', async () => {
    const path = await follow([item(1, ago(DAY))]);
    expect(await poll()).toEqual([]);
    show(path, [item(3, ago(HOUR)), item(2, ago(2 * HOUR)), item(1, ago(3 * DAY))]);
    expect(await poll()).toEqual(['Episode 2', 'Episode 3']);
    expect(await poll()).toEqual([]);
  });

  it('names the feed and its newest item to whoever follows it', async () => {
    const address = show('/named', [item(2, ago(HOUR)), item(1, ago(DAY))]);
    expect(await subscriptions.subscribe(member, [`${address}#top`])).toMatchObject([
      { type: 'subscribed', feed: { name: 'Feed /named', sourceUrl: address }, latest: 'Episode 2' },
    ]);
    expect(await subscriptions.subscribe(member, [address])).toMatchObject([{ type: 'already-subscribed' }]);
  });

  it('tells items without dates when they are first seen', async () => {
    const path = await follow([item(1)]);
    show(path, [item(2), item(1)]);
    expect(await poll()).toEqual(['Episode 2']);
    expect(await poll()).toEqual([]);
  });

  it('tells no older item without a date that comes up as others are deleted', async () => {
    const path = await follow([item(4), item(3)]);
    show(path, [item(5), item(4)]);
    expect(await poll()).toEqual(['Episode 5']);
    show(path, [item(5), item(3), item(2)]);
    expect(await poll()).toEqual([]);
  });

  it('tells an item that is dated at midnight of the day on which it was followed', async () => {
    const midnight = new Date(Math.floor(clock.now().getTime() / DAY) * DAY);
    const path = await follow([item(1, midnight)]);
    show(path, [item(2, midnight), item(1, midnight)]);
    expect(await poll(HOUR)).toEqual(['Episode 2']);
  });

  it('tells nothing again when a feed renames its items, and the new one among them', async () => {
    const old = [4, 3, 2, 1].map((n) => item(n, ago(n * DAY)));
    const path = await follow(old);
    show(path, [item(5, clock.now()), ...old.map((one) => ({ ...one, id: `renamed-${one.id ?? ''}` }))]);
    expect(await poll(HOUR)).toEqual(['Episode 5']);
    const undated = [4, 3, 2, 1].map((n) => item(n));
    const second = await follow(undated);
    show(
      second,
      undated.map(({ id, ...one }) => ({ ...one, link: `https://new.example.org/${id ?? ''}` })),
    );
    expect(await poll()).toEqual([]);
    expect((await rowOf(second)).row.lastError).toBeNull();
  });

  it('asks with the validators that it got and parses nothing that has not changed', async () => {
    const path = await follow([item(1)]);
    await poll();
    const conditional = site.requestsOf(path).at(-1);
    expect(conditional).toMatchObject({
      status: 304,
      headers: { 'if-none-match': expect.any(String) as unknown },
    });
  });

  it('follows a page to the feed that it names, and unsubscribes by the page too', async () => {
    const address = show('/real', [item(1)]);
    const page = site.serve('/page', {
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/real"></head></html>',
      headers: { 'content-type': 'text/html' },
    });
    expect(await subscriptions.subscribe(member, [page])).toMatchObject([
      { type: 'subscribed', feed: { sourceId: address } },
    ]);
    expect(await subscriptions.unsubscribe(member, [page])).toMatchObject([{ type: 'unsubscribed' }]);
  });

  it('goes where a feed has moved for good, and back when it is no longer there', async () => {
    const path = await follow([item(1)]);
    site.redirect(path, `${other.origin}/new-home`, 301);
    other.serve('/new-home', { body: rssDocument({ title: 'x', items: [item(2), item(1)] }) });
    expect(await poll()).toEqual(['Episode 2']);
    expect((await rowOf(path)).row).toMatchObject({
      movedTo: `${other.origin}/new-home`,
      host: new URL(other.origin).host,
    });
    other.remove('/new-home');
    show(path, [item(3), item(2), item(1)]);
    expect(await poll()).toEqual([]);
    expect(await poll()).toEqual(['Episode 3']);
    expect((await rowOf(path)).row).toMatchObject({ movedTo: null, host: new URL(site.origin).host });
  });

  it('waits longer with each failure, concludes nothing from it and tells what came out meanwhile', async () => {
    const path = await follow([item(1)]);
    site.serve(path, { status: 500 });
    expect(await poll()).toEqual([]);
    const first = (await rowOf(path)).row;
    expect(first).toMatchObject({ failures: 1, lastError: expect.stringContaining('500') as unknown });
    site.serve(path, { body: '<html>Down for maintenance</html>' });
    expect(await poll(HOUR)).toEqual([]);
    const second = (await rowOf(path)).row;
    expect(second).toMatchObject({ failures: 2, etag: first.etag, bodyHash: first.bodyHash });
    show(path, [item(3), item(2), item(1)]);
    expect(await poll()).toEqual(['Episode 2', 'Episode 3']);
    expect((await rowOf(path)).row).toMatchObject({ failures: 0, lastError: null });
  });

  it('waits as long as the server and the feed ask', async () => {
    const path = await follow([item(1)], '<ttl>600</ttl>');
    const requests = site.requestsOf(path).length;
    await poll(9 * HOUR);
    expect(site.requestsOf(path)).toHaveLength(requests);
    site.serve(path, { status: 429, headers: { 'retry-after': '7200' } });
    await poll(HOUR + MINUTE);
    await poll(HOUR);
    expect(site.requestsOf(path)).toHaveLength(requests + 1);
    show(path, [item(1)]);
    await poll(HOUR + MINUTE);
    expect(site.requestsOf(path)).toHaveLength(requests + 2);
  });

  it('gives a feed up that says it is gone, and reads it again for whoever follows it anew', async () => {
    const path = await follow([item(1)]);
    site.serve(path, { status: 410 });
    await poll();
    const { feed, row } = await rowOf(path);
    expect([feed.state, row.nextReadAt, row.goneSince]).toEqual(['gone', null, clock.now()]);
    show(path, [item(2), item(1)]);
    expect(await poll()).toEqual([]);
    await subscriptions.subscribe(member, [`${site.origin}${path}`]);
    expect(await poll()).toEqual(['Episode 2']);
    expect((await rowOf(path)).feed.state).toBe('active');
  });

  it('gives a feed up that is missing for three days, not sooner', async () => {
    const path = await follow([item(1)]);
    site.remove(path);
    for (let days = 0; days < 3; days += 1) await poll();
    expect((await rowOf(path)).feed.state).toBe('active');
    await poll();
    expect((await rowOf(path)).feed.state).toBe('gone');
  });

  it('does not read what nobody follows, and takes what came out meanwhile for known', async () => {
    const path = await follow([item(1)]);
    await subscriptions.unsubscribe(member, [`${site.origin}${path}`]);
    const requests = site.requestsOf(path).length;
    show(path, [item(2), item(1)]);
    await poll();
    await poll();
    expect(site.requestsOf(path)).toHaveLength(requests);
    expect((await rowOf(path)).row.nextReadAt).toBeNull();
    await subscriptions.subscribe(member, [`${site.origin}${path}`]);
    expect(await poll()).toEqual([]);
    show(path, [item(3), item(2), item(1)]);
    expect(await poll()).toEqual(['Episode 3']);
  });

  it('asks one host for one feed at a time and leaves it alone when it fails again and again', async () => {
    const feeds = [];
    for (let n = 0; n < 8; n += 1) feeds.push(await follow([item(1)]));
    for (const path of feeds) site.serve(path, { status: 500, delayMs: 20 });
    site.requests.length = 0;
    site.mostAtOnce = 0;
    await poll();
    expect(site.mostAtOnce).toBe(1);
    expect(site.requests).toHaveLength(5);
    for (const path of feeds) show(path, [item(1)]);
    await poll(11 * MINUTE);
    expect(site.requests.length).toBeGreaterThanOrEqual(5 + 3);
  });

  it('rolls items, messages and what was read back together when the unit of work fails', async () => {
    const path = await follow([item(1)]);
    const before = (await rowOf(path)).row;
    show(path, [item(2), item(1)]);
    const failure = jest.spyOn(outbox, 'owe').mockRejectedValueOnce(new Error('disk full'));
    await expect(poll()).rejects.toThrow('disk full');
    failure.mockRestore();
    expect((await rowOf(path)).row).toMatchObject({
      etag: before.etag,
      bodyHash: before.bodyHash,
      failures: 1,
    });
    expect(await poll()).toEqual(['Episode 2']);
  });

  it('saves nothing of an address that has no feed, is private or does not answer, and says why', async () => {
    const page = site.serve('/plain', { body: '<html></html>' });
    const down = site.serve('/down', { status: 503 });
    const feeds = await application.app.get(FeedRepository).listAll();
    const links = [
      page,
      'http://10.0.0.1/feed',
      'http://169.254.169.254/',
      down,
      `${site.origin}/none`,
      'frieren',
    ];
    const outcomes = await subscriptions.subscribe(member, links);
    const reasons = [
      /no feed/,
      /public internet/,
      /public internet/,
      /does not answer/,
      /nothing at/,
      /not a link/,
    ];
    expect(outcomes).toMatchObject(
      reasons.map((reason) => ({ type: 'failed', message: expect.stringMatching(reason) as unknown })),
    );
    expect(await application.app.get(FeedRepository).listAll()).toHaveLength(feeds.length);
  });
});
