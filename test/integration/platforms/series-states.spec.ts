import { LinkError } from '../../../src/feeds/platforms';
import { DAY_MS, ENGLISH, HOUR_MS, keysOf, PlatformBench, unavailability } from './platform-bench';

const NOBODY = '00000000-0000-4000-8000-00000000dead';

describe('asking what platforms say about series', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start();
  });
  afterEach(async () => {
    const { violations } = bench.sandbox.mangadex;
    await bench.close();
    expect(violations).toEqual([]);
  });

  it('takes one request for a hundred manga of every rating, and names those that are not there', async () => {
    const ratings = ['safe', 'suggestive', 'erotica', 'pornographic'] as const;
    const ids = Array.from({ length: 99 }, (_, n) => {
      const contentRating = ratings[n % 4] ?? 'safe';
      return bench.world.addManga({
        contentRating,
        ...(n === 0 && { status: 'completed', lastChapter: '7' }),
      }).id;
    });
    const chapter = bench.world.publishChapter(ids[0] ?? '', { chapter: '7', language: 'fr' });
    const { states, absent } = await bench.mangadex.fetchStates([...ids, NOBODY]);
    expect(absent).toEqual([NOBODY]);
    expect(states).toHaveLength(99);
    const first = states.find(({ series }) => series.ref.sourceId === ids[0]);
    expect(first).toMatchObject({
      newestItemKey: chapter.id,
      outlook: 'ended',
      lastNumber: 7,
      releasedThrough: null,
    });
    expect(states.filter(({ series }) => series.isAdult)).toHaveLength(49);
    expect(bench.sandbox.mangadex.requests).toHaveLength(1);
  });

  it('takes one request for fifty anime, and names those that are not there', async () => {
    const ids = Array.from({ length: 49 }, () => bench.world.addAnime({}).id);
    bench.world.scheduleEpisode(ids[0] ?? 0, 5, bench.clock.ms + DAY_MS);
    const { states, absent } = await bench.anilist.fetchStates([...ids, 404_404].map(String));
    expect(absent).toEqual(['404404']);
    expect(states).toHaveLength(49);
    expect(states.find(({ series }) => series.ref.sourceId === String(ids[0]))?.releasedThrough).toBe(4);
    expect(bench.sandbox.anilist.requests).toHaveLength(1);
  });

  it('calls nothing absent when none of several is there', async () => {
    expect(await bench.anilist.fetchStates(['404', '405'])).toEqual({ states: [], absent: [] });
    expect(await bench.mangadex.fetchStates([NOBODY])).toEqual({ states: [], absent: [NOBODY] });
  });

  it('brings the items of one manga in one request: on the site, linked to, and nothing scheduled', async () => {
    const { id } = bench.world.addManga({ contentRating: 'erotica' });
    const onSite = bench.world.publishChapter(id, { chapter: '1', at: bench.clock.ms - 2 * HOUR_MS });
    const linked = bench.world.publishChapter(id, {
      chapter: '2',
      at: bench.clock.ms - HOUR_MS,
      publishAt: Date.UTC(2037, 11, 31),
      externalUrl: 'https://reader.invalid/2',
    });
    bench.world.publishChapter(id, { chapter: '3', at: bench.clock.ms + HOUR_MS });
    bench.world.publishChapter(bench.world.addManga({}).id, { chapter: '1' });
    const releases = await bench.mangadex.fetchReleases({ platformId: 'MangaDex', sourceId: id }, ENGLISH);
    expect(keysOf(releases)).toEqual([linked.id, onSite.id]);
    expect(bench.sandbox.mangadex.requests).toHaveLength(1);
  });

  it('brings the episodes of an anime, those without a row dated now', async () => {
    const { id } = bench.world.addAnime({});
    bench.world.scheduleEpisode(id, 1, bench.clock.ms - 14 * DAY_MS);
    bench.world.scheduleEpisode(id, 4, bench.clock.ms + DAY_MS);
    const releases = await bench.anilist.fetchReleases(
      { platformId: 'AniList Anime', sourceId: String(id) },
      ENGLISH,
    );
    expect(
      releases.map(({ number, releasedAt }) => [number, releasedAt.getTime() === bench.clock.ms]),
    ).toEqual([
      ['3', true],
      ['2', true],
      ['1', false],
    ]);
  });

  it('tells what is coming in the request that reads what aired', async () => {
    const { id } = bench.world.addAnime({});
    const soon = Math.floor((bench.clock.ms + 30 * HOUR_MS) / 1_000) * 1_000;
    bench.world.scheduleEpisode(id, 1, soon);
    bench.world.scheduleEpisode(id, 2, bench.clock.ms + 40 * HOUR_MS);
    const { upcoming } = await bench.anilist.readStream('aired', bench.clock.now(), ENGLISH);
    expect(upcoming).toEqual([{ sourceId: String(id), at: new Date(soon) }]);
    const many = bench.world.addAnime({}).id;
    for (let n = 1; n <= 200; n += 1) bench.world.scheduleEpisode(many, n, bench.clock.ms + n * 60_000);
    expect((await bench.anilist.readStream('aired', bench.clock.now(), ENGLISH)).upcoming).toHaveLength(50);
    expect(bench.sandbox.anilist.requests).toHaveLength(2);
  });

  it('finds the manga of a chapter, and says when there is none or nobody to ask', async () => {
    const manga = bench.world.addManga({});
    const { id, url } = bench.world.publishChapter(manga.id, { chapter: '1' });
    expect(await bench.registry.resolve(url.toUpperCase())).toEqual({
      platformId: 'MangaDex',
      sourceId: manga.id,
    });
    expect(await bench.registry.resolve(`mangadex.org/chapter/${id}/12`)).toMatchObject({
      sourceId: manga.id,
    });
    await expect(bench.registry.resolve(`mangadex.org/chapter/${NOBODY}`)).rejects.toThrow(LinkError);
    bench.sandbox.mangadex.faults.next({ status: 403 });
    await unavailability(bench.registry.resolve(url));
  });
});
