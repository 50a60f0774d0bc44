import { Logger } from '@nestjs/common';
import fc from 'fast-check';

import {
  atomDocument,
  type Behaviour,
  jsonFeedDocument,
  rssDocument,
  type SandboxFeed,
  SandboxWebFeeds,
} from '../../../sandbox/web-feeds';
import { UnitOfWork } from '../../../src/database';
import { WebFeedPoller } from '../../../src/feeds/polling/web-feed-poller';
import { SubscriptionService } from '../../../src/feeds/subscriptions/subscription.service';
import { FUZZ_SEED, fuzzed } from '../../support/fuzz';
import { stateOf } from '../feeds/questions';
import { HOUR, member, ReadingBench } from '../feeds/reading-bench';

/** What is dated later than it is read counts as released then. */
const NEVER_OLD = new Date('2100-01-01T00:00:00Z');
const formats: Readonly<Record<string, (feed: SandboxFeed) => string>> = {
  RSS: rssDocument,
  Atom: atomDocument,
  'JSON Feed': jsonFeedDocument,
};
const feed = (...titles: string[]): SandboxFeed => ({
  title: 'Feed',
  items: titles.map((title) => ({ id: title, title, link: `https://example.org/${title}`, date: NEVER_OLD })),
});

const nonsense: readonly (readonly [string, (document: string) => Behaviour])[] = [
  ['HTML', () => ({ body: '<html><head></head><body>Just a moment...</body></html>' })],
  ['the beginning of a feed', (document) => ({ body: document.slice(0, document.length * 0.4) })],
  ['nothing', () => ({ body: '' })],
  ['null', () => ({ body: 'null' })],
  ['an empty object', () => ({ body: '{}' })],
  ['null fields', () => ({ body: '{"version":null,"title":null,"items":null}' })],
  ['ten megabytes', (document) => ({ body: document, padding: 10_000_000 })],
  ['a compressed bomb', (document) => ({ body: document, padding: 20_000_000, gzip: true })],
  ['what is not compressed as it says', (body) => ({ body, headers: { 'content-encoding': 'gzip' } })],
  ['a million levels', () => ({ body: '['.repeat(1_000_000) })],
  ['elements without end', () => ({ body: `<rss version="2.0"><channel>${'<item>'.repeat(200_000)}` })],
  ['entities of its own', (body) => ({ body: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>${body}` })],
  ['bytes that are no text', () => ({ body: Buffer.from([0, 1, 254, 255, 0, 255]) })],
  ['a cut connection', () => ({ drop: true })],
];

const item = fc.dictionary(
  fc.constantFrom('id', 'url', 'external_url', 'title', 'summary', 'content_html', 'date_published', 'tags'),
  fc.jsonValue(),
);
const markup = fc.array(
  fc.constantFrom(
    '<title/>',
    '<title><b>bold</b></title>',
    '<guid isPermaLink="maybe"/>',
    '<link>:::</link>',
    '<link href="javascript:alert(1)"/>',
    '<pubDate>yesterday</pubDate>',
    '<updated>99999-99-99</updated>',
    '<id><![CDATA[ ]]></id>',
    '<description>&bogus; &#0; &#xD800; &#99999999;</description>',
    '<enclosure url="" length="-1"/>',
    '<x:y xmlns:x="z"/>',
    '<item/>',
  ),
);

describe(`a web feed that answers nonsense (FUZZ_SEED=${FUZZ_SEED})`, () => {
  let site: SandboxWebFeeds;
  let bench: ReadingBench;
  let warn: jest.SpyInstance;
  let paths = 0;
  beforeAll(async () => {
    site = await SandboxWebFeeds.start();
    bench = await ReadingBench.start({ ALLOW_PRIVATE_FEEDS: site.origin });
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await bench.close();
    await site.close();
  });

  const poll = async (): Promise<void> => {
    bench.clock.pass(25 * HOUR);
    await bench.get(WebFeedPoller).tick();
  };
  const countTold = async (title: string): Promise<unknown> =>
    bench.get(UnitOfWork).reader.query(
      `SELECT COUNT(*) AS n FROM outbox_messages, json_each(payload, '$.releases') AS told, json_each(told.value, '$.itemIds') AS id
       JOIN feed_items ON feed_items.id = id.value WHERE description = ?`,
      [title],
    );
  const subscribe = (link: string) => bench.get(SubscriptionService).subscribe(member, [link]);

  async function isSurvived(document: string, behaviour: Behaviour): Promise<void> {
    const path = `/feed-${(paths += 1)}`;
    const address = site.serve(path, { body: document });
    await subscribe(address);
    await poll();
    const before = await stateOf(bench);
    warn.mockClear();
    site.serve(path, { conditional: false, ...behaviour });
    await poll();
    expect(await stateOf(bench)).toEqual(before);
    const lines = (warn.mock.calls as unknown[][]).map(([line]) => String(line));
    expect(lines).toEqual([expect.stringMatching(/^A web feed cannot be read: .{1,500}$/)]);
    await bench.get(SubscriptionService).unsubscribe(member, [address]);
    await poll();
  }

  describe.each(Object.entries(formats))('%s', (_format, write) => {
    it.each(nonsense)('is survived with one line and no change: %s', async (_what, spoil) => {
      await isSurvived(write(feed('One')), spoil(write(feed('Two', 'One'))));
    });
  });

  it('is survived with one line and no change, whatever it says', async () => {
    const body = fc.oneof(
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom('<html>', '<!--', '<?xml version="1.0"?>', '<a>'), fc.string())
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(body, (text) => isSurvived(rssDocument(feed('One')), { body: text })),
      fuzzed(30),
    );
  });

  it('is refused to whoever wants to follow it, and leaves nothing behind', async () => {
    for (const [, spoil] of nonsense) {
      const before = await stateOf(bench);
      const address = site.serve(`/feed-${(paths += 1)}`, spoil(rssDocument(feed('One'))));
      expect(await subscribe(address)).toMatchObject([{ type: 'failed' }]);
      expect(await stateOf(bench)).toEqual(before);
    }
  });

  it('tells what is good beside any bad item', async () => {
    const known = feed('One');
    const spoiled = fc.oneof(
      fc.array(item, { maxLength: 3 }).map((bad) => (title: string) => {
        const good = JSON.parse(jsonFeedDocument(feed(title, 'One'))) as { items: unknown[] };
        return [
          jsonFeedDocument(known),
          JSON.stringify({ ...good, items: [...bad, ...good.items, ...bad] }),
        ] as const;
      }),
      markup.map((bad) => (title: string) => {
        const rows = `<item>${bad.join('')}</item>`;
        const good = rssDocument({ ...feed(title, 'One'), extra: rows });
        return [rssDocument(known), good] as const;
      }),
      markup.map((bad) => (title: string) => {
        const good = atomDocument(feed(title, 'One'));
        return [
          atomDocument(known),
          good.replace('<entry>', `<entry>${bad.join('')}</entry><entry>`),
        ] as const;
      }),
    );
    await fc.assert(
      fc.asyncProperty(spoiled, async (build) => {
        const path = `/feed-${(paths += 1)}`;
        const title = `Good ${paths}`;
        const [before, after] = build(title);
        const address = site.serve(path, { body: before });
        await subscribe(address);
        await poll();
        site.serve(path, { body: after });
        await poll();
        expect(await countTold(title)).toEqual([{ n: 1 }]);
        await bench.get(SubscriptionService).unsubscribe(member, [address]);
        await poll();
      }),
      fuzzed(30),
    );
  });
});
