import type { LookupAddress } from 'node:dns';

import { SandboxWebFeeds } from '../../../sandbox/web-feeds';
import { LinkError, PlatformUnavailableError } from '../../../src/feeds/platforms';
import { DocumentFetcher } from '../../../src/feeds/platforms/web-feed/fetch-document';
import { SettableClock } from '../../support/settable-clock';

const USER_AGENT = 'pwr-bot/1.2.3 (+https://example.org)';
const clock = new SettableClock();

describe('DocumentFetcher', () => {
  let site: SandboxWebFeeds;
  let fetcher: DocumentFetcher;

  const open = (options: Partial<ConstructorParameters<typeof DocumentFetcher>[0]> = {}): DocumentFetcher =>
    new DocumentFetcher({
      userAgent: USER_AGENT,
      clock,
      allowPrivateOrigins: [site.origin],
      timeLimitMs: 1_500,
      maxBodyBytes: 10_000,
      ...options,
    });

  beforeEach(async () => {
    site = await SandboxWebFeeds.start();
    fetcher = open();
  });
  afterEach(async () => {
    await fetcher.close();
    await site.close();
  });

  const get = (address: string, etag: string | null = null, lastModified: string | null = null) =>
    fetcher.fetch(new URL(address), { etag, lastModified });

  async function failure(address: string): Promise<LinkError | PlatformUnavailableError> {
    try {
      await get(address);
    } catch (error) {
      if (error instanceof LinkError || error instanceof PlatformUnavailableError) return error;
      throw error;
    }
    throw new Error(`${address} was answered`);
  }

  it('says who asks and sends no empty validators', async () => {
    await get(site.serve('/feed', { body: 'x' }), '', '');
    const headers = site.requests[0]?.headers;
    expect(headers).toMatchObject({
      'user-agent': USER_AGENT,
      accept: expect.stringContaining('rss') as unknown,
    });
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('if-modified-since');
  });

  it('sends validators as they were received, and understands that nothing has changed', async () => {
    const feed = site.serve('/feed', {
      body: 'x',
      headers: { 'last-modified': 'Sun, 22 Nov 2026 12:00:00 GMT' },
    });
    const first = await get(feed);
    if (first.type !== 'document') throw new Error('expected a document');
    expect(await get(feed, first.etag, first.lastModified)).toMatchObject({ type: 'unchanged' });
    expect(site.requests[1]?.headers).toMatchObject({
      'if-none-match': first.etag,
      'if-modified-since': 'Sun, 22 Nov 2026 12:00:00 GMT',
    });
  });

  it('follows redirects and remembers where a permanent one leads', async () => {
    const feed = site.serve('/feed', { body: 'x' });
    const [moved, twice, elsewhere, mixed] = [
      site.redirect('/moved', '/feed', 301),
      site.redirect('/twice', `${site.origin}/moved`, 308),
      site.redirect('/elsewhere', '/feed', 302),
      site.redirect('/mixed', '/elsewhere', 301),
    ];
    const movedTo = async (address: string): Promise<string | undefined> => {
      const answer = await get(address);
      if (answer.type !== 'document') throw new Error('expected a document');
      expect(answer.url.href).toBe(feed);
      return answer.movedTo?.href;
    };
    expect(await movedTo(moved)).toBe(feed);
    expect(await movedTo(twice)).toBe(feed);
    expect(await movedTo(elsewhere)).toBeUndefined();
    expect(await movedTo(mixed)).toBe(elsewhere);
    expect(await movedTo(site.redirect('/temporary', '/moved', 307))).toBeUndefined();
  });

  it('gives up on a circle, and on a redirect to nowhere', async () => {
    expect(await failure(site.redirect('/circle', '/circle'))).toMatchObject({
      detail: expect.stringContaining('more than 5 redirects') as unknown,
    });
    expect(site.requestsOf('/circle')).toHaveLength(6);
    expect(await failure(site.serve('/nowhere', { status: 302 }))).toBeInstanceOf(PlatformUnavailableError);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:1/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://localhost/',
    'file:///etc/passwd',
    'https://example.org:8443/',
  ])('does not follow a redirect to %s', async (target) => {
    expect(await failure(site.redirect('/out', target))).toBeInstanceOf(LinkError);
  });

  it('refuses a name that leads into a private network, and one that does so only now and then', async () => {
    const { port } = new URL(site.origin);
    let addresses: LookupAddress[] = [{ address: '127.0.0.1', family: 4 }];
    const asked: string[] = [];
    await fetcher.close();
    fetcher = open({
      resolve: (hostname) => {
        asked.push(hostname);
        return Promise.resolve(addresses);
      },
    });
    expect(await failure('http://feeds.test/')).toBeInstanceOf(LinkError);
    addresses = [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await failure('http://feeds.test/')).toBeInstanceOf(LinkError);
    addresses = [];
    expect(await failure('http://feeds.test/')).toBeInstanceOf(LinkError);
    expect(await failure(`http://feeds.test:${port}/`)).toBeInstanceOf(LinkError);
    expect(asked).toEqual(['feeds.test', 'feeds.test', 'feeds.test']);
    expect(site.requests).toEqual([]);
  });

  it('connects to the address that was checked, whatever the name says a moment later', async () => {
    const { port } = new URL(site.origin);
    const origin = `http://feeds.test:${port}`;
    let lookups = 0;
    await fetcher.close();
    fetcher = open({
      allowPrivateOrigins: [origin],
      resolve: () => {
        lookups += 1;
        return Promise.resolve([{ address: lookups === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
      },
    });
    site.serve('/feed', { body: 'x' });
    expect(await get(`${origin}/feed`)).toMatchObject({ type: 'document' });
    expect(lookups).toBe(1);
    expect(site.requests[0]?.headers.host).toBe(`feeds.test:${port}`);
  });

  it.each([
    ['plain', { padding: 20_000 }],
    ['once decompressed', { padding: 5_000_000, gzip: true }],
  ])('refuses a document that is too large %s', async (_how, behaviour) => {
    const error = await failure(site.serve('/huge', behaviour));
    expect(error).toBeInstanceOf(LinkError);
    expect(error.message).toContain('larger than');
  });

  it('reads a compressed document', async () => {
    const answer = await get(site.serve('/feed', { body: 'héllo', gzip: true }));
    expect(answer.type === 'document' && answer.bytes.toString()).toBe('héllo');
  });

  it.each([
    ['is silent', { delayMs: 5_000 }],
    ['drips', { body: 'x', dripMs: 50 }],
    [
      'drips behind a redirect that takes its time',
      { status: 302, headers: { location: '/late' }, delayMs: 900 },
    ],
  ])('gives up on a server that %s', async (_what, behaviour) => {
    site.serve('/late', { delayMs: 900, body: 'x' });
    const start = performance.now();
    expect(await failure(site.serve('/slow', behaviour))).toMatchObject({
      detail: expect.stringContaining('no answer within 1500 ms') as unknown,
    });
    expect(performance.now() - start).toBeLessThan(4_500);
  });

  it('tells what is gone from what is missing and from what is in trouble', async () => {
    expect(await get(site.serve('/gone', { status: 410 }))).toMatchObject({ type: 'gone' });
    expect(await get(`${site.origin}/none`)).toMatchObject({ type: 'missing' });
    expect(await failure(site.serve('/403', { status: 403 }))).toMatchObject({ retryAt: null });
    expect(await failure(site.serve('/drop', { drop: true }))).toMatchObject({ retryAt: null });
  });

  it('hands on when a host wants to be asked again, and for how long an answer is fresh', async () => {
    const at = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);
    expect(
      await failure(site.serve('/429', { status: 429, headers: { 'retry-after': '120' } })),
    ).toMatchObject({ retryAt: at(121) });
    expect(
      await failure(site.serve('/503', { status: 503, headers: { 'retry-after': '60' } })),
    ).toMatchObject({ retryAt: at(61) });
    const fresh = site.serve('/fresh', { body: 'x', headers: { 'cache-control': 'public, max-age=900' } });
    expect(await get(fresh)).toMatchObject({ freshMs: 900_000 });
    const stale = site.serve('/stale', { body: 'x', headers: { 'cache-control': 'no-cache, max-age=900' } });
    expect(await get(stale)).toMatchObject({ freshMs: 0 });
  });

  it('ends a running request when it is closed, and sends nothing afterwards', async () => {
    const slow = failure(site.serve('/slow', { delayMs: 5_000 }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await fetcher.close();
    expect(await slow).toBeInstanceOf(PlatformUnavailableError);
    expect(await failure(site.serve('/feed', { body: 'x' }))).toBeInstanceOf(PlatformUnavailableError);
    expect(site.requestsOf('/feed')).toEqual([]);
  });
});
