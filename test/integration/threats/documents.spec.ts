import { Readable } from 'node:stream';
import { createBrotliCompress, createDeflate, createGzip, gzipSync } from 'node:zlib';

import { rssDocument, SandboxWebFeeds } from '../../../sandbox/web-feeds';
import { LinkError, PlatformUnavailableError } from '../../../src/feeds/platforms';
import { WebFeedPlatform } from '../../../src/feeds/platforms/web-feed/web-feed.platform';
import { SettableClock } from '../../support/settable-clock';

const MB = 1024 * 1024;
const GB = 1024 * MB;
const NEVER_READ = { etag: null, lastModified: null, movedTo: null, bodyHash: null };
const FEED = rssDocument({
  title: 'Feed',
  items: [{ id: '1', title: 'One', link: 'https://example.org/1' }],
});
const LAUGHS = `<!DOCTYPE rss [<!ENTITY a0 "ha">${Array.from(
  { length: 30 },
  (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`,
).join('')}]>`;
const OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const rss = (inner: string): string => `<rss version="2.0"><channel><title>T</title>${inner}</channel></rss>`;
const SIZE = 1_900_000;
const filled = (unit: string): string => unit.repeat(Math.floor(SIZE / unit.length));

async function compressed(
  bytes: number,
  compressor: ReturnType<typeof createGzip | typeof createDeflate | typeof createBrotliCompress>,
): Promise<Buffer> {
  const block = Buffer.alloc(16 * MB, ' ');
  const blocks = Array.from({ length: bytes / block.length }, () => block);
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(blocks).pipe(compressor)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a hostile document', () => {
  let site: SandboxWebFeeds;
  let platform: WebFeedPlatform;
  beforeAll(async () => {
    site = await SandboxWebFeeds.start();
    platform = new WebFeedPlatform({
      userAgent: 'pwr-bot/1 (+https://example.org)',
      clock: new SettableClock(),
      allowPrivateOrigins: [site.origin],
    });
  });
  afterAll(async () => {
    await platform.close();
    await site.close();
  });

  async function failureOf(address: string): Promise<unknown> {
    return platform.readFeed(address, NEVER_READ).then(
      () => 'it was read',
      (error: unknown) => error,
    );
  }

  it.each([
    ['gzip', () => compressed(GB, createGzip())],
    ['br', () => compressed(GB, createBrotliCompress())],
    ['deflate', () => compressed(256 * MB, createDeflate())],
    ['gzip, gzip', async () => gzipSync(await compressed(GB, createGzip()))],
  ])('is not unpacked beyond what a feed may have: %s', async (encoding, make) => {
    const body = await make();
    const address = site.serve('/bomb', { body, headers: { 'content-encoding': encoding } });
    const before = process.memoryUsage().rss;
    const error = await failureOf(address);
    expect(error instanceof LinkError || error instanceof PlatformUnavailableError).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
  });

  it.each([
    ['in its place', LAUGHS],
    ['behind a comment that looks like the root', `<!-- <rss -->${LAUGHS}`],
    ['behind an instruction that looks like the root', `<?x <rss ?>${LAUGHS}`],
    ['of a file', OUTSIDE],
    ['of a file, behind a comment that looks like the root', `<!-- <rss -->${OUTSIDE}`],
    ['inside of the root', ''],
  ])('expands no entities of its own: %s', async (_where, prolog) => {
    const inside = prolog === '' ? LAUGHS : '';
    const body = `<?xml version="1.0"?>${prolog}${rss(`${inside}<item><guid>1</guid><title>&a30;&x;</title></item>`)}`;
    const before = process.memoryUsage().rss;
    const read = await platform.readFeed(site.serve('/laughs', { body }), NEVER_READ).catch(() => null);
    expect(JSON.stringify(read)).not.toMatch(/hahaha|root:/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
  });

  it.each([
    ['100,000 levels', rss('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['100,000 items', rss('<item/>'.repeat(100_000))],
    ['60,000 items that say something', rss('<item><title>1</title></item>'.repeat(60_000))],
    [
      '150,000 attributes',
      rss(`<item ${Array.from({ length: 150_000 }, (_, n) => `a${n}="b"`).join(' ')}/>`),
    ],
    ['an attribute of 2 MB', rss(`<item a="${filled('x')}"/>`)],
    ['tags that never end', rss(filled('<'))],
    ['quotes that never end', rss(`<item ${filled('"')}>`)],
    ['comments that never end', rss(filled('<!--'))],
    ['sections that never end', rss(`<item><title>${filled('<![CDATA[')}</title></item>`)],
    ['document types that never end', rss(filled('<!DOCTYPE '))],
    ['references that never end', rss(`<item><title>${filled('&#')}</title></item>`)],
    ['endings alone', rss(filled('</a>'))],
    ['brackets', `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(900_000)}`],
  ])('does not stop the next one from being read: %s', async (_what, body) => {
    await platform.readFeed(site.serve('/hostile', { body }), NEVER_READ).catch((error: unknown) => {
      expect(error).toBeInstanceOf(PlatformUnavailableError);
    });
    const next = await platform.readFeed(site.serve('/good', { body: FEED }), NEVER_READ);
    expect(next.type === 'read' && next.releases).toMatchObject([{ label: 'One' }]);
  });

  it('changes no object of ours by the names of its own', async () => {
    const polluted = '{"polluted":true}';
    const names = `"__proto__":${polluted},"constructor":{"prototype":${polluted}}`;
    const bodies = [
      `{"version":"https://jsonfeed.org/version/1.1","title":"T",${names},"items":[{"id":"1",${names}}]}`,
      rss('<__proto__><polluted>1</polluted></__proto__><item __proto__="1"><title>T</title></item>'),
    ];
    for (const body of bodies) {
      await platform.readFeed(site.serve('/names', { body }), NEVER_READ).catch(() => null);
      expect({}).not.toHaveProperty('polluted');
    }
  });

  it('has no items with addresses that fill the disk', async () => {
    const link = `https://example.org/${'x'.repeat(100_000)}`;
    const body = rssDocument({ title: 'Feed', items: [{ id: link, title: 'Long', link }] });
    const address = site.serve('/long', { body });
    const read = await platform.readFeed(address, NEVER_READ);
    expect(read.type === 'read' && read.releases).toMatchObject([{ label: 'Long', url: address }]);
  });
});
