import { StreamCursorRepository } from '../../../src/feeds';
import { HOUR, labelsOf, MINUTE, ReadingBench } from './reading-bench';

describe('reading AniList when an episode is due', () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  const cursor = () => bench.get(StreamCursorRepository).find('AniList Anime', 'aired');
  const asked = () => bench.platforms.anilist.requests.length;

  it('asks seldom while nothing is due, and within two minutes after an episode is', async () => {
    const anime = bench.world.addAnime({ title: 'Night Ferry' });
    const stranger = bench.world.addAnime({ title: 'Not followed' });
    await bench.follow(anime.url);
    await bench.minutes(11);
    const airingAt = bench.at(25 * MINUTE);
    bench.world.scheduleEpisode(anime.id, 1, airingAt);
    for (let n = 1; n <= 12; n += 1) bench.world.scheduleEpisode(stranger.id, n, bench.at(n * MINUTE));
    const before = asked();
    const told: [string, number][] = [];
    for (let minute = 1; minute <= 30; minute += 1) {
      for (const label of labelsOf(await bench.tick())) told.push([label, bench.at()]);
    }
    expect(told.map(([label]) => label)).toEqual(['Episode 1']);
    expect((told[0]?.[1] ?? 0) - airingAt).toBeLessThanOrEqual(2 * MINUTE);
    // Every ten minutes and once when it was due; none for the series that nobody follows.
    expect(asked() - before).toBeLessThanOrEqual(4);
  });

  it('follows an episode that is moved, and tells it once when it airs', async () => {
    const anime = bench.world.addAnime({ title: 'Slow Train' });
    await bench.follow(anime.url);
    bench.world.scheduleEpisode(anime.id, 1, bench.at(15 * MINUTE));
    await bench.minutes(11);
    expect((await cursor())?.dueAt).not.toBeNull();
    const moved = bench.at(HOUR);
    bench.world.moveEpisode(anime.id, 1, moved);
    expect(await bench.minutes(30)).toEqual([]);
    expect((await cursor())?.dueAt).toEqual(new Date(Math.floor(moved / 1_000) * 1_000));
    expect(await bench.minutes(35)).toEqual(['Episode 1']);
    bench.world.moveEpisode(anime.id, 1, bench.at());
    bench.world.scheduleEpisode(anime.id, 1, bench.at(5 * MINUTE));
    expect(await bench.minutes(25)).toEqual([]);
  });

  it('sees an episode due more than a day ahead, in the request it makes anyway', async () => {
    const anime = bench.world.addAnime({});
    await bench.follow(anime.url);
    const airingAt = Math.floor(bench.at(30 * HOUR) / 1_000) * 1_000;
    bench.world.scheduleEpisode(anime.id, 1, airingAt);
    await bench.minutes(11);
    expect((await cursor())?.dueAt).toEqual(new Date(airingAt));
  });

  it('keeps what is due over a read that fails', async () => {
    const before = await cursor();
    bench.platforms.anilist.faults.outage(true);
    await bench.minutes(12);
    expect(await cursor()).toMatchObject({ dueAt: before?.dueAt, cursorAt: before?.cursorAt });
    expect((await cursor())?.failures).toBeGreaterThan(0);
    bench.platforms.anilist.faults.outage(false);
    await bench.minutes(30);
    expect(await cursor()).toMatchObject({ failures: 0, lastError: null });
  });
});
