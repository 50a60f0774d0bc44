import { DAY_MS, HOUR_MS, keysOf, PlatformBench, readToEnd } from './platform-bench';

const MINUTE_MS = 60_000;

describe('the streams of MangaDex', () => {
  let bench: PlatformBench;
  let manga: string;
  beforeEach(async () => {
    bench = await PlatformBench.start();
    manga = bench.world.addManga({ title: 'The Paper Harbour', contentRating: 'pornographic' }).id;
  });
  afterEach(async () => {
    const { violations } = bench.sandbox.mangadex;
    await bench.close();
    expect(violations).toEqual([]);
  });

  const onSite = (agoMs: number) => readToEnd(bench.mangadex, 'on-site', bench.clock.ago(agoMs));
  const linkOnly = (agoMs: number) => readToEnd(bench.mangadex, 'link-only', bench.clock.ago(agoMs));

  it('brings a new chapter of any rating in one request, with its groups', async () => {
    const chapter = bench.world.publishChapter(manga, {
      chapter: '10.5',
      title: 'Tide',
      volume: '2',
      groups: ['A', 'B'],
    });
    const { releases, cursor } = await onSite(MINUTE_MS);
    expect(releases).toEqual([
      {
        sourceId: manga,
        itemKey: chapter.id,
        logicalKey: `${manga}|10.5`,
        label: 'Vol. 2 Chapter 10.5: Tide',
        number: '10.5',
        url: chapter.url,
        language: 'en',
        groupName: 'A & B',
        releasedAt: new Date(Math.floor(bench.clock.ms / 1_000) * 1_000),
      },
    ]);
    expect(cursor).toEqual(bench.clock.now());
    expect(bench.sandbox.mangadex.requests).toHaveLength(1);
  });

  it('brings a oneshot, and nothing in a language that nobody reads', async () => {
    const oneshot = bench.world.publishChapter(manga, { title: 'A Door' });
    bench.world.publishChapter(manga, { chapter: '1', language: 'fr' });
    const { releases } = await onSite(MINUTE_MS);
    expect(releases).toEqual([
      expect.objectContaining({ itemKey: oneshot.id, label: 'Oneshot: A Door', number: null }),
    ]);
  });

  it('holds a delayed chapter back until it can be read', async () => {
    const chapter = bench.world.publishChapter(manga, { chapter: '1', at: bench.clock.ms + HOUR_MS });
    const first = await onSite(MINUTE_MS);
    expect([...first.releases, ...(await linkOnly(MINUTE_MS)).releases]).toEqual([]);
    bench.clock.ms += HOUR_MS;
    const second = await readToEnd(bench.mangadex, 'on-site', first.cursor);
    expect(keysOf(second.releases)).toEqual([chapter.id]);
  });

  it('brings an official chapter of 2037 when it is linked, and once only by key when it comes to the site', async () => {
    const publishAt = bench.clock.ms + 2 * HOUR_MS;
    const externalUrl = 'https://mangaplus.shueisha.co.jp/viewer/1000';
    const chapter = bench.world.publishChapter(manga, {
      chapter: '31',
      at: bench.clock.ms,
      publishAt,
      externalUrl,
    });
    expect((await onSite(MINUTE_MS)).releases).toEqual([]);
    const [linked] = (await linkOnly(MINUTE_MS)).releases;
    expect(linked).toMatchObject({
      itemKey: chapter.id,
      url: externalUrl,
      releasedAt: bench.clock.ago(250 /* ms past the second */),
    });
    bench.clock.ms = publishAt + MINUTE_MS;
    expect((await linkOnly(3 * HOUR_MS)).releases).toEqual([]);
    expect(keysOf((await onSite(5 * MINUTE_MS)).releases)).toEqual([chapter.id]);
  });

  it('waits for pages, and finds the chapter within the overlap once they are there', async () => {
    const chapter = bench.world.publishChapter(manga, { chapter: '1', pages: 0 });
    const gone = bench.world.publishChapter(manga, { chapter: '2', isUnavailable: true });
    const first = await onSite(MINUTE_MS);
    expect(first.releases).toEqual([]);
    bench.clock.ms += 20 * MINUTE_MS;
    bench.world.updateChapter(chapter.id, { pages: 18 });
    bench.world.updateChapter(gone.id, { isUnavailable: false });
    const second = await readToEnd(bench.mangadex, 'on-site', first.cursor);
    expect(keysOf(second.releases).sort()).toEqual([chapter.id, gone.id].sort());
  });

  it('finds a chapter that is listed later than its own time says', async () => {
    const { cursor } = await onSite(0);
    bench.clock.ms += MINUTE_MS;
    const late = bench.world.publishChapter(manga, { chapter: '1', at: bench.clock.ms - 25 * MINUTE_MS });
    expect(keysOf((await readToEnd(bench.mangadex, 'on-site', cursor)).releases)).toEqual([late.id]);
  });

  it('loses none of hundreds uploaded in the same second, in either stream', async () => {
    const externalUrl = 'https://reader.invalid/1';
    for (let number = 1; number <= 350; number += 1) {
      bench.world.publishChapter(manga, { chapter: String(number) });
      bench.world.publishChapter(manga, {
        chapter: `${number}x`,
        publishAt: Date.UTC(2037, 11, 31),
        externalUrl,
      });
    }
    expect(keysOf((await onSite(MINUTE_MS)).releases)).toHaveLength(350);
    expect(keysOf((await linkOnly(MINUTE_MS)).releases)).toHaveLength(350);
  });

  it('catches up over days in several bounded reads, oldest first, without paging deep', async () => {
    const uploadedAt = Array.from(
      { length: 2_400 },
      (_, index) => bench.clock.ms - Math.floor(index / 3) * 5 * MINUTE_MS,
    );
    for (const at of uploadedAt) bench.world.publishChapter(manga, { chapter: '1', at });
    const { releases, reads } = await onSite(3 * DAY_MS);
    expect(keysOf(releases)).toHaveLength(2_400);
    expect(reads).toBeGreaterThan(1);
    const times = releases.slice(0, 900).map(({ releasedAt }) => releasedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(bench.sandbox.mangadex.requests.every(({ query }) => query.offset?.[0] === '0')).toBe(true);
  });

  it('asks for links only where links are wanted', async () => {
    await onSite(0);
    await linkOnly(0);
    const [site, links] = bench.sandbox.mangadex.requests.map(({ query }) => query);
    expect(site?.includeExternalUrl).toBeUndefined();
    expect(links).toMatchObject({ includeExternalUrl: ['1'], includeFuturePublishAt: ['1'], limit: ['100'] });
  });

  it('says who asks, and sends no header of a browser or a proxy', async () => {
    await onSite(0);
    const headers = bench.sandbox.mangadex.requests[0]?.headers ?? {};
    expect(headers['user-agent']).toBe('pwr-bot/0.1.0 (+https://example.org/pwr-bot)');
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });
});
