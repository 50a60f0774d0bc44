import { LinkError, type SourceRef } from '../../../src/feeds/platforms';
import { DAY_MS, ENGLISH, HOUR_MS, keysOf, PlatformBench } from './platform-bench';

describe('looking up a series', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start();
  });
  afterEach(() => bench.close());

  const anime = (id: number): SourceRef => ({ platformId: 'AniList Anime', sourceId: String(id) });
  const manga = (id: string): SourceRef => ({ platformId: 'MangaDex', sourceId: id });

  describe('on AniList', () => {
    it('brings the series and what has aired, newest first, in one request', async () => {
      const { id, url } = bench.world.addAnime({
        title: 'Kettle Knights',
        description: 'Steam.<br>And <i>iron</i>.',
      });
      for (let episode = 1; episode <= 4; episode += 1) {
        bench.world.scheduleEpisode(id, episode, bench.clock.ms + (episode - 3) * 7 * DAY_MS);
      }
      const { series, releases } = await bench.anilist.fetchSeries(anime(id), ENGLISH);
      expect(series).toMatchObject({
        ref: anime(id),
        title: 'Kettle Knights',
        description: 'Steam.\nAnd iron.',
        url,
        tags: ['Adventure'],
      });
      expect(series.coverUrl).toMatch(/^https:/);
      expect(releases.map(({ label }) => label)).toEqual(['Episode 3', 'Episode 2', 'Episode 1']);
      expect(bench.sandbox.anilist.requests).toHaveLength(1);
    });

    it('takes an anime without description, cover, English title or episodes', async () => {
      const titles = { romaji: null, english: null, native: 'パン屋は眠らない' };
      const { id } = bench.world.addAnime({
        titles,
        description: null,
        cover: null,
        status: 'NOT_YET_RELEASED',
      });
      const { series, releases } = await bench.anilist.fetchSeries(anime(id), ENGLISH);
      expect(series).toMatchObject({ title: 'パン屋は眠らない', description: '', coverUrl: null });
      expect(releases).toEqual([]);
    });

    it('refuses a number that is nobody, or a manga', async () => {
      const comic = bench.world.addAnime({ type: 'MANGA', format: 'MANGA' });
      await expect(bench.anilist.fetchSeries(anime(404_404), ENGLISH)).rejects.toThrow(LinkError);
      await expect(bench.anilist.fetchSeries(anime(comic.id), ENGLISH)).rejects.toThrow(LinkError);
      expect((await bench.anilist.fetchSeries(anime(bench.world.addAnime().id), ENGLISH)).releases).toEqual(
        [],
      );
    });
  });

  describe('on MangaDex', () => {
    it('brings the series with chapters of both kinds, newest first, each once', async () => {
      const { id, url } = bench.world.addManga({
        title: 'Umbrella',
        contentRating: 'pornographic',
        tags: ['Mystery'],
      });
      const first = bench.world.publishChapter(id, { chapter: '1', at: bench.clock.ms - 3 * HOUR_MS });
      const second = bench.world.publishChapter(id, {
        chapter: '2',
        at: bench.clock.ms - 2 * HOUR_MS,
        publishAt: Date.UTC(2037, 11, 31),
        externalUrl: 'https://reader.invalid/2',
      });
      const third = bench.world.publishChapter(id, { chapter: '3', at: bench.clock.ms - HOUR_MS });
      bench.world.publishChapter(id, { chapter: '4', at: bench.clock.ms + HOUR_MS });
      bench.world.publishChapter(id, { chapter: '5', language: 'fr' });
      const { series, releases } = await bench.mangadex.fetchSeries(manga(id), ENGLISH);
      expect(series).toMatchObject({ ref: manga(id), title: 'Umbrella', url, tags: ['Mystery'] });
      expect(series.coverUrl).toBe(`https://og.mangadex.org/og-image/manga/${id}`);
      expect(keysOf(releases)).toEqual([third.id, second.id, first.id]);
      expect(bench.sandbox.mangadex.violations).toEqual([]);
    });

    it('brings the newest hundred of a long series', async () => {
      const { id } = bench.world.addManga();
      const externalUrl = 'https://reader.invalid/x';
      for (let number = 1; number <= 150; number += 1) {
        const linkOnly = number % 2 === 0 ? { publishAt: Date.UTC(2037, 11, 31), externalUrl } : {};
        const at = bench.clock.ms - (151 - number) * HOUR_MS;
        bench.world.publishChapter(id, { chapter: String(number), at, ...linkOnly });
      }
      const { releases } = await bench.mangadex.fetchSeries(manga(id), ENGLISH);
      expect(releases).toHaveLength(100);
      expect(releases[0]?.number).toBe('150');
    });

    it('refuses a UUID that is nobody', async () => {
      const nobody = manga('00000000-0000-4000-8000-000000000000');
      await expect(bench.mangadex.fetchSeries(nobody, ENGLISH)).rejects.toThrow(LinkError);
    });
  });
});
