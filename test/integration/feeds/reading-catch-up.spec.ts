import { StreamCursorRepository } from '../../../src/feeds';
import { UnitOfWork } from '../../../src/database';
import type { PlatformId, StreamName } from '../../../src/feeds/platforms';
import { DAY, HOUR, labelsOf, ReadingBench } from './reading-bench';

jest.setTimeout(60_000);

describe('catching up after a long downtime', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  const cursor = async (platformId: PlatformId, stream: StreamName) => {
    const found = await bench.get(StreamCursorRepository).find(platformId, stream);
    if (!found) throw new Error('not read yet');
    return found;
  };

  it('reads 70 hours of the streams as if nothing had been', async () => {
    const manga = bench.world.addManga({});
    const anime = bench.world.addAnime({});
    await bench.follow(manga.url, anime.url);
    await bench.minutes(12);
    bench.world.publishChapter(manga.id, { chapter: '1', at: bench.at(HOUR) });
    bench.world.scheduleEpisode(anime.id, 1, bench.at(2 * HOUR));
    const told = labelsOf(await bench.tick(70 * HOUR));
    expect(told.sort()).toEqual(['Chapter 1', 'Episode 1']);
    expect((await bench.feed('MangaDex', manga.id)).gapSince).toBeNull();
  });

  it('finds after eight days what the streams are not read for any more, and keeps quiet about what is too old', async () => {
    const behind = bench.world.addManga({ title: 'Behind' });
    const ahead = bench.world.addManga({ title: 'Ahead' });
    const quiet = bench.world.addManga({ title: 'Quiet' });
    const anime = bench.world.addAnime({ episodes: null });
    bench.world.scheduleEpisode(anime.id, 1, bench.at(-DAY));
    bench.world.publishChapter(quiet.id, { chapter: '1', at: bench.at(-DAY) });
    await bench.follow(behind.url, ahead.url, quiet.url, anime.url);
    await bench.minutes(12);
    bench.world.publishChapter(behind.id, { chapter: '1', at: bench.at(DAY) });
    bench.world.publishChapter(behind.id, { chapter: '2', at: bench.at(3 * DAY) });
    // The newest one comes by the stream; the one before it would be hidden behind it.
    bench.world.publishChapter(ahead.id, { chapter: '7', at: bench.at(2 * DAY) });
    bench.world.publishChapter(ahead.id, { chapter: '8', at: bench.at(8 * DAY - HOUR) });
    for (const [n, day] of [2, 4, 6].entries()) {
      bench.world.scheduleEpisode(anime.id, n + 2, bench.at(day * DAY));
    }
    bench.world.scheduleEpisode(anime.id, 5, bench.at(9 * DAY));
    const before = bench.platforms.mangadex.requests.length;
    const told = labelsOf(await bench.tick(8 * DAY));
    expect(told.sort()).toEqual(['Chapter 8', 'Episode 4']);
    expect((await bench.feed('MangaDex', behind.id)).gapSince).not.toBeNull();
    told.push(...(await bench.minutes(10)));
    expect(told.sort()).toEqual([
      'Chapter 1',
      'Chapter 2',
      'Chapter 7',
      'Chapter 8',
      'Episode 2',
      'Episode 3',
      'Episode 4',
    ]);
    expect((await bench.feed('MangaDex', behind.id)).gapSince).toBeNull();
    expect(
      bench.platforms.mangadex.requests.slice(before).some(({ query }) => query.manga?.[0] === quiet.id),
    ).toBe(false);
    expect(await bench.minutes(70, 7)).toEqual([]);
  });

  it('reads once after a gap what no next date tells about', async () => {
    const anime = bench.world.addAnime({ episodes: 24 });
    bench.world.scheduleEpisode(anime.id, 1, bench.at(-5 * DAY));
    bench.world.scheduleEpisode(anime.id, 2, bench.at(2 * DAY));
    await bench.follow(anime.url);
    await bench.minutes(12);
    const reads = () =>
      bench.platforms.anilist.requests.filter(({ body }) => {
        const { ids, withEpisodes } = (body as { variables: { ids?: number[]; withEpisodes?: boolean } })
          .variables;
        return withEpisodes && ids?.includes(anime.id);
      }).length;
    const before = reads();
    expect(labelsOf(await bench.tick(6 * DAY))).toEqual([]);
    expect(await bench.minutes(15)).toContain('Episode 2');
    expect((await bench.feed('AniList Anime', anime.id)).gapSince).toBeNull();
    await bench.tick(DAY);
    expect(await bench.minutes(10)).toEqual([]);
    expect(reads() - before).toBe(1);
  });

  it('stores silently what is older than two weeks', async () => {
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.tick();
    bench.world.publishChapter(manga.id, { chapter: '1', at: bench.at(DAY) });
    bench.world.publishChapter(manga.id, { chapter: '2', at: bench.at(10 * DAY) });
    const told = [...labelsOf(await bench.tick(16 * DAY)), ...(await bench.minutes(10))];
    expect(told).toEqual(['Chapter 2']);
    expect((await bench.feed('MangaDex', manga.id)).highestNumber).toBe(2);
  });

  it('gives up a stream of more than fifty pages and reads on from the present', async () => {
    const manga = bench.world.addManga({});
    const stranger = bench.world.addManga({});
    await bench.follow(manga.url);
    await bench.minutes(2);
    const { platformId, stream } = await cursor('MangaDex', 'on-site');
    for (let n = 0; n < 6_000; n += 1) {
      bench.world.publishChapter(stranger.id, { chapter: String(n), at: bench.at(n * 20_000) });
    }
    bench.world.publishChapter(manga.id, { chapter: '1', at: bench.at(6_000 * 20_000) });
    bench.clock.pass(40 * HOUR);
    const before = bench.platforms.mangadex.requests.filter(({ query }) => query.publishAtSince).length;
    const told: string[] = [];
    for (let read = 0; read < 8; read += 1) told.push(...labelsOf(await bench.tick(0)));
    const pages =
      bench.platforms.mangadex.requests.filter(({ query }) => query.publishAtSince).length - before;
    expect(pages).toBeLessThanOrEqual(55);
    expect((await bench.get(StreamCursorRepository).find(platformId, stream))?.cursorAt).toEqual(
      bench.clock.now(),
    );
    told.push(...(await bench.minutes(6)));
    expect(told).toEqual(['Chapter 1']);
  });

  it('asks nothing and skips nothing while nobody follows anything', async () => {
    const unitOfWork = bench.get(UnitOfWork);
    await unitOfWork.run(() => unitOfWork.writer.query('DELETE FROM feed_subscriptions'));
    const before = bench.requests;
    await bench.tick(30 * DAY);
    await bench.minutes(3);
    expect(bench.requests).toBe(before);
    expect((await cursor('MangaDex', 'on-site')).cursorAt.getTime()).toBeGreaterThan(bench.at(-HOUR));
  });
});
