import { UnitOfWork } from '../../../src/database';
import { FeedRepository, FeedSubscriptionRepository } from '../../../src/feeds';
import type { PlatformId } from '../../../src/feeds/platforms';
import { DAY, MINUTE, ReadingBench } from './reading-bench';

jest.setTimeout(120_000);

const FEEDS_EACH = 500;

describe('the cost of reading a thousand feeds', () => {
  let bench: ReadingBench;
  const manga: string[] = [];
  const anime: number[] = [];
  beforeAll(async () => {
    bench = await ReadingBench.start();
    await bench.follow(bench.world.addManga({}).url, bench.world.addAnime({}).url);
    await bench.get(UnitOfWork).run(async () => {
      for (let n = 0; n < FEEDS_EACH; n += 1) {
        manga.push(bench.world.addManga({}).id);
        anime.push(bench.world.addAnime({}).id);
        await follow('MangaDex', manga.at(-1) ?? '');
        await follow('AniList Anime', String(anime.at(-1)));
      }
    });
  });
  afterAll(() => bench.close());

  async function follow(platformId: PlatformId, sourceId: string): Promise<void> {
    const feed = await bench.get(FeedRepository).upsertBySource({
      platformId,
      sourceId,
      itemsId: sourceId,
      name: sourceId,
      description: '',
      sourceUrl: `https://example.org/${sourceId}`,
      coverUrl: null,
      tags: [],
      isAdult: false,
    });
    await bench.get(FeedRepository).startAnew(feed.id, bench.clock.now());
    await bench.get(FeedSubscriptionRepository).insertIfAbsent(feed.id, 1, bench.clock.now());
  }

  it('is at most three requests a minute, while things are due, checked and found behind', async () => {
    for (let n = 0; n < 20; n += 1)
      bench.world.scheduleEpisode(anime[n] ?? 0, 1, bench.at((n + 55) * MINUTE));
    for (let n = 0; n < 3; n += 1) {
      const at = bench.at(-40 * MINUTE);
      bench.world.publishChapter(manga[n] ?? '', { chapter: '1', at, createdAt: at, language: 'fr' });
    }
    await bench.tick(50 * MINUTE);
    const perMinute: number[] = [];
    const told: string[] = [];
    for (let minute = 0; minute < 70; minute += 1) {
      const before = bench.requests;
      told.push(...(await bench.minutes(1)));
      perMinute.push(bench.requests - before);
    }
    expect(Math.max(...perMinute)).toBe(3);
    expect(told).toHaveLength(20);
    const checked = bench.platforms.mangadex.requests.filter(({ path }) => path === '/manga');
    const ids = checked.flatMap(({ query }) => query['ids[]'] ?? []);
    expect(new Set(ids).size).toBe(FEEDS_EACH + 1);
    expect(checked.length).toBeLessThan(20);
  });

  it('is fifty anime a request, once a day', async () => {
    const asked = () =>
      bench.platforms.anilist.requests.filter(({ body }) =>
        JSON.stringify(body).includes('"withEpisodes":false'),
      );
    bench.clock.pass(DAY);
    const before = asked().length;
    await bench.minutes(120, 3);
    const requests = asked().slice(before);
    const ids = requests.map(({ body }) => (body as { variables: { ids: number[] } }).variables.ids);
    expect(new Set(ids.flat()).size).toBe(FEEDS_EACH + 1);
    expect(Math.max(...ids.map((each) => each.length))).toBe(50);
    expect(requests).toHaveLength(Math.ceil((FEEDS_EACH + 1) / 50));
  });
});
