import { AIRED_QUERY, SERIES_QUERY } from '../../../src/feeds/platforms';
import { AnilistContract, MangadexContract } from '../../contract/platform-contracts';
import { describeAgainst } from '../../contract/specifications';
import { DAY_MS, ENGLISH, PlatformBench } from './platform-bench';

describeAgainst(
  [AnilistContract.fromEnv(), MangadexContract.fromEnv()],
  'what is sent to the platforms',
  (anilist, mangadex) => {
    let bench: PlatformBench;
    beforeEach(async () => {
      bench = await PlatformBench.start();
    });
    afterEach(() => bench.close());

    it('is to AniList two documents, which its schema allows', async () => {
      const { id } = bench.world.addAnime({});
      await bench.anilist.readStream('aired', bench.clock.now(), ENGLISH);
      await bench.anilist.fetchSeries({ platformId: 'AniList Anime', sourceId: String(id) }, ENGLISH);
      await bench.anilist.fetchReleases({ platformId: 'AniList Anime', sourceId: String(id) }, ENGLISH);
      await bench.anilist.fetchStates([String(id)]);
      await bench.anilist.fetchUpcoming?.([String(id)], bench.clock.ago(-DAY_MS), ENGLISH);
      await bench.registry.search('kettle');
      expect(bench.sandbox.anilist.requests).toHaveLength(6);
      const sent = bench.sandbox.anilist.requests.map(({ body }) => (body as { query: string }).query);
      expect(new Set(sent)).toEqual(new Set([AIRED_QUERY, SERIES_QUERY]));
      for (const document of new Set(sent)) expect(anilist.validateDocument(document)).toEqual([]);
    });

    it('is to MangaDex what its document describes', async () => {
      const { id } = bench.world.addManga({});
      const chapter = bench.world.publishChapter(id, { chapter: '1' });
      const languages = { languages: ['en', 'pt-br', 'es-la', 'zh-hk'] };
      await bench.mangadex.readStream('on-site', bench.clock.now(), languages);
      await bench.mangadex.readStream('link-only', bench.clock.now(), languages);
      await bench.mangadex.fetchSeries({ platformId: 'MangaDex', sourceId: id }, languages);
      await bench.mangadex.fetchStates([id]);
      await bench.mangadex.fetchReadable?.([chapter.id]);
      await bench.mangadex.fetchUpcoming?.([id], bench.clock.ago(-DAY_MS), languages);
      await bench.registry.resolve(chapter.url);
      await bench.registry.search('kettle');
      const { requests } = bench.sandbox.mangadex;
      expect(requests.map(({ path }) => path)).toEqual([
        '/chapter',
        '/chapter',
        `/manga/${id}`,
        '/chapter',
        '/manga',
        '/chapter',
        '/chapter',
        `/chapter/${chapter.id}`,
        '/manga',
      ]);
      for (const { method, path, query } of requests) {
        expect(mangadex.validateRequest(method, path, query)).toEqual([]);
      }
    });
  },
);
