import { DAY_MS, ENGLISH, HOUR_MS, keysOf, PlatformBench, unavailability } from './platform-bench';

describe('what is announced', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start();
  });
  afterEach(() => bench.close());

  const until = () => new Date(bench.clock.ms + 7 * DAY_MS);

  describe('on AniList', () => {
    const ask = async (...ids: number[]) => bench.anilist.fetchUpcoming?.(ids.map(String), until(), ENGLISH);

    it('is the schedule of the series asked about from now on up to the end', async () => {
      const [mine, other] = [bench.world.addAnime(), bench.world.addAnime()];
      const end = until().getTime();
      bench.world.scheduleEpisode(mine.id, 1, bench.clock.ms - 1_000);
      bench.world.scheduleEpisode(mine.id, 2, bench.clock.ms + 1_000);
      bench.world.scheduleEpisode(mine.id, 3, end - 1_000);
      bench.world.scheduleEpisode(mine.id, 4, end + 1_000);
      bench.world.scheduleEpisode(other.id, 1, bench.clock.ms + HOUR_MS);
      const forecast = await ask(mine.id);
      expect(forecast?.releases).toMatchObject([
        { itemKey: `${mine.id}:2`, label: 'Episode 2', url: mine.url },
        { itemKey: `${mine.id}:3`, releasedAt: new Date(Math.floor((end - 1_000) / 1_000) * 1_000) },
      ]);
      expect(forecast?.isComplete).toBe(true);
      expect(bench.sandbox.anilist.requests).toHaveLength(1);
    });

    it('knows an episode that moved by its new time', async () => {
      const { id } = bench.world.addAnime();
      bench.world.scheduleEpisode(id, 1, bench.clock.ms + DAY_MS);
      expect((await ask(id))?.releases).toHaveLength(1);
      bench.world.moveEpisode(id, 1, bench.clock.ms + 8 * DAY_MS);
      expect((await ask(id))?.releases).toEqual([]);
    });

    it('is asked for hundreds of series in a few requests', async () => {
      const ids = Array.from({ length: 600 }, () => bench.world.addAnime().id);
      for (const id of ids.filter((_, index) => index % 10 === 0))
        bench.world.scheduleEpisode(id, 1, bench.clock.ms + HOUR_MS);
      expect((await ask(...ids))?.releases).toHaveLength(60);
      expect(bench.sandbox.anilist.requests).toHaveLength(3);
    });

    it('has an end, and says so, when a schedule has none', async () => {
      const { id } = bench.world.addAnime({ episodes: null });
      for (let episode = 1; episode <= 130; episode += 1)
        bench.world.scheduleEpisode(id, episode, bench.clock.ms + episode * 60_000);
      const whole = await ask(id);
      expect([keysOf(whole?.releases ?? []).length, whole?.isComplete]).toEqual([130, true]);
      for (let episode = 131; episode <= 230; episode += 1)
        bench.world.scheduleEpisode(id, episode, bench.clock.ms + episode * 60_000);
      const cut = await ask(id);
      expect([keysOf(cut?.releases ?? []).length, cut?.isComplete]).toEqual([200, false]);
      expect(bench.sandbox.anilist.requests).toHaveLength(3 + 4);
    });

    it('is not known while AniList cannot be asked', async () => {
      const { id } = bench.world.addAnime();
      bench.sandbox.anilist.faults.next({ status: 403 });
      expect((await unavailability(ask(id))).detail).toContain('403');
    });
  });

  describe('on MangaDex', () => {
    const ask = async (...ids: string[]) =>
      bench.mangadex.fetchUpcoming?.(ids, until(), { languages: ['en', 'fr'] });

    it('are the chapters of the series asked about that wait for their time, in one request', async () => {
      const [mine, other] = [bench.world.addManga({ contentRating: 'pornographic' }), bench.world.addManga()];
      bench.world.publishChapter(mine.id, { chapter: '1', at: bench.clock.ms - HOUR_MS });
      const soon = bench.world.publishChapter(mine.id, { chapter: '2', publishAt: bench.clock.ms + HOUR_MS });
      const french = bench.world.publishChapter(mine.id, {
        chapter: '2',
        language: 'fr',
        publishAt: bench.clock.ms + 2 * HOUR_MS,
      });
      bench.world.publishChapter(mine.id, {
        chapter: '2',
        language: 'de',
        publishAt: bench.clock.ms + HOUR_MS,
      });
      bench.world.publishChapter(mine.id, { chapter: '3', publishAt: bench.clock.ms + 8 * DAY_MS });
      // Can be read elsewhere already: the date means nothing.
      bench.world.publishChapter(mine.id, {
        chapter: '4',
        publishAt: bench.clock.ms + HOUR_MS,
        externalUrl: 'https://reader.invalid/4',
      });
      bench.world.publishChapter(other.id, { chapter: '9', publishAt: bench.clock.ms + HOUR_MS });
      const forecast = await ask(mine.id);
      expect(forecast).toMatchObject({
        isComplete: true,
        releases: [
          { itemKey: soon.id, label: 'Chapter 2', language: 'en' },
          { itemKey: french.id, language: 'fr' },
        ],
      });
      expect(bench.sandbox.mangadex.requests).toHaveLength(1);
      expect(bench.sandbox.mangadex.violations).toEqual([]);
    });

    it('is read page by page up to the end of the time or to a thousand chapters', async () => {
      const { id } = bench.world.addManga();
      const other = bench.world.addManga();
      const schedule = (count: number, mangaId: string, fromMs: number): void => {
        for (let chapter = 1; chapter <= count; chapter += 1)
          bench.world.publishChapter(mangaId, {
            chapter: String(chapter),
            publishAt: bench.clock.ms + fromMs + chapter * 1_000,
          });
      };
      schedule(150, other.id, HOUR_MS);
      schedule(1, id, 2 * HOUR_MS);
      schedule(500, other.id, 8 * DAY_MS);
      const forecast = await ask(id);
      expect([forecast?.releases.length, forecast?.isComplete]).toEqual([1, true]);
      expect(bench.sandbox.mangadex.requests).toHaveLength(2);
      schedule(1_000, other.id, HOUR_MS);
      const cut = await ask(id);
      expect([cut?.releases.length, cut?.isComplete]).toEqual([0, false]);
      expect(bench.sandbox.mangadex.requests).toHaveLength(2 + 10);
    });
  });
});
