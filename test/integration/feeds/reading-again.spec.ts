import { FeedItemRepository } from '../../../src/feeds';
import { DAY, HOUR, labelsOf, MINUTE, ReadingBench } from './reading-bench';

describe('looking again for what the streams did not show', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterEach(() => {
    bench.platforms.anilist.faults.clear();
    bench.platforms.mangadex.faults.clear();
  });
  afterAll(async () => {
    const { violations } = bench.platforms.mangadex;
    await bench.close();
    expect(violations).toEqual([]);
  });

  /** Becomes visible only now, long after the time it claims. */
  const publishLate = (mangaId: string, chapter: string, agoMs: number, language = 'en') =>
    bench.world.publishChapter(mangaId, {
      chapter,
      at: bench.at(-agoMs),
      createdAt: bench.at(-agoMs),
      language,
    });
  const readsOf = (mangaId: string): number =>
    bench.platforms.mangadex.requests.filter(({ query }) => query.manga?.[0] === mangaId).length;

  it('tells a chapter that became visible hours after its own time, once', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.tick(5 * HOUR);
    publishLate(manga.id, '1', 3 * HOUR);
    expect(await bench.minutes(84, 7)).toEqual(['Chapter 1']);
    expect(await bench.minutes(84, 7)).toEqual([]);
    expect(readsOf(manga.id)).toBe(2); // as it was followed, and then
  });

  it('keeps quiet about one that is older than the late guard', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.tick(20 * DAY);
    publishLate(manga.id, '1', 15 * DAY);
    expect(await bench.minutes(84, 7)).toEqual([]);
    const feed = await bench.feed('MangaDex', manga.id);
    expect(await bench.get(FeedItemRepository).findLatest(feed.id)).toMatchObject({
      number: '1',
      isBaseline: true,
    });
  });

  it('asks once about a chapter of a language that nobody wants', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    const foreign = publishLate(manga.id, '1', 0, 'fr');
    expect(await bench.minutes(140, 7)).toEqual([]);
    expect(readsOf(manga.id)).toBe(2);
    expect((await bench.feed('MangaDex', manga.id)).foreignItemKey).toBe(foreign.id);
  });

  it('tells a chapter that was named the newest before anybody could read it, once', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.tick(5 * HOUR);
    const chapter = bench.world.publishChapter(manga.id, { chapter: '1', pages: 0 });
    expect(await bench.minutes(3 * 60, 7)).toEqual([]);
    expect((await bench.feed('MangaDex', manga.id)).foreignItemKey).toBeNull();
    bench.world.updateChapter(chapter.id, { pages: 20 });
    expect(await bench.minutes(84, 7)).toEqual(['Chapter 1']);
    expect(await bench.minutes(84, 7)).toEqual([]);
    expect(readsOf(manga.id)).toBe(2); // as it was followed, and when it could be read
  });

  it('asks about all chapters that nobody can read in one request an hour, and reads no series for them', async () => {
    const series = [0, 1, 2].map(() => bench.world.addManga({}));
    await bench.follow(...series.map(({ url }) => url));
    await bench.tick(5 * HOUR);
    const ids = series.map(({ id }) => bench.world.publishChapter(id, { chapter: '1', pages: 0 }).id);
    await bench.minutes(10);
    const before = bench.platforms.mangadex.requests.length;
    expect(await bench.minutes(DAY / MINUTE, 7)).toEqual([]);
    const since = bench.platforms.mangadex.requests.slice(before);
    const questions = since.flatMap(({ query }) => (query['ids[]']?.includes(ids[0] ?? '') ? [query] : []));
    expect(questions.length).toBeGreaterThan(12);
    expect(questions.length).toBeLessThanOrEqual(24);
    for (const query of questions) expect(query['ids[]']).toEqual(expect.arrayContaining(ids));
    expect(series.map(({ id }) => readsOf(id))).toEqual([1, 1, 1]);
    for (const id of ids) bench.world.removeChapter(id);
  });

  it('tells a newest chapter that the list of its series leaves out', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.tick(5 * HOUR);
    publishLate(manga.id, '1', 3 * HOUR);
    const isAsked = () => bench.platforms.mangadex.requests.at(-1)?.query.includeFutureUpdates !== undefined;
    for (let minute = 0; minute < 90 && !isAsked(); minute += 1) await bench.tick();
    bench.platforms.mangadex.faults.next({ delayMs: 1, times: 2 }); // the streams
    bench.platforms.mangadex.faults.next({ body: { result: 'ok', data: [], total: 0 } });
    expect(labelsOf(await bench.tick())).toEqual(['Chapter 1']);
    expect(await bench.minutes(84, 7)).toEqual([]);
  });

  it('brings title, description and rating up to date', async () => {
    const manga = bench.world.addManga({ title: 'Before' });
    const anime = bench.world.addAnime({ title: 'Before' });
    await bench.follow(manga.url, anime.url);
    bench.world.updateManga(manga.id, { titles: { en: 'After' }, contentRating: 'erotica' });
    bench.world.updateAnime(anime.id, {
      titles: { romaji: 'After', english: null, native: null },
      isAdult: true,
      description: 'New.',
    });
    await bench.minutes(84, 7);
    expect(await bench.feed('MangaDex', manga.id)).toMatchObject({ name: 'After', isAdult: true });
    expect(await bench.feed('AniList Anime', anime.id)).toMatchObject({
      name: 'After',
      isAdult: true,
      description: 'New.',
    });
  });

  it('tells episodes once that must have aired although no row says so', async () => {
    const anime = bench.world.addAnime({});
    for (const n of [1, 2]) bench.world.scheduleEpisode(anime.id, n, bench.at(-(3 - n) * 7 * DAY));
    await bench.follow(anime.url);
    bench.world.scheduleEpisode(anime.id, 6, bench.at(6 * DAY));
    expect(await bench.minutes(84, 7)).toEqual(['Episode 3', 'Episode 4', 'Episode 5']);
    bench.world.airEpisode(anime.id, 4);
    expect(await bench.minutes(20)).toEqual([]);
  });

  it('tells each of two episodes that air together when they do, whichever AniList calls the next', async () => {
    const anime = bench.world.addAnime({});
    for (const n of [1, 2]) bench.world.scheduleEpisode(anime.id, n, bench.at(-(3 - n) * 7 * DAY));
    await bench.follow(anime.url);
    for (const n of [4, 3]) bench.world.scheduleEpisode(anime.id, n, bench.at(2 * DAY));
    expect(await bench.minutes(84, 7)).toEqual([]);
    bench.clock.pass(2 * DAY);
    expect((await bench.minutes(15)).sort()).toEqual(['Episode 3', 'Episode 4']);
  });

  it('tells no episode that was out before the series was followed, with or without a row', async () => {
    const anime = bench.world.addAnime({});
    bench.world.scheduleEpisode(anime.id, 14, bench.at(2 * DAY));
    await bench.follow(anime.url);
    expect(await bench.minutes(84, 7)).toEqual([]);
    bench.clock.pass(2 * DAY);
    expect(await bench.minutes(15)).toEqual(['Episode 14']);
  });

  it('changes nothing and says one line while a platform answers nonsense', async () => {
    const manga = bench.world.addManga({ title: 'Steady' });
    await bench.follow(manga.url);
    await bench.minutes(5);
    const before = await bench.feed('MangaDex', manga.id);
    bench.clock.pass(2 * HOUR);
    bench.world.updateManga(manga.id, { titles: { en: 'Changed' } });
    bench.platforms.mangadex.faults.next({ delayMs: 1, times: 2 }); // the streams
    bench.platforms.mangadex.faults.next({ body: { result: 'ok', data: {} } });
    expect(labelsOf(await bench.tick())).toEqual([]);
    expect(await bench.feed('MangaDex', manga.id)).toEqual(before);
    await bench.minutes(10);
    expect((await bench.feed('MangaDex', manga.id)).name).toBe('Changed');
    expect(before.nextCheckAt.getTime()).toBeLessThan(bench.at(-MINUTE));
  });
});
