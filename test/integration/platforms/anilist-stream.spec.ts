import { DAY_MS, HOUR_MS, keysOf, PlatformBench, readToEnd } from './platform-bench';

const MINUTE_MS = 60_000;

describe('the stream of AniList', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start();
  });
  afterEach(() => bench.close());

  const read = (agoMs: number) => readToEnd(bench.anilist, 'aired', bench.clock.ago(agoMs));

  it('brings what aired since the cursor in one request, and moves the cursor to the present', async () => {
    const anime = bench.world.addAnime({ title: 'Kettle Knights' });
    bench.world.scheduleEpisode(anime.id, 1, bench.clock.ms - MINUTE_MS);
    bench.world.scheduleEpisode(anime.id, 2, bench.clock.ms + 7 * DAY_MS);
    const { releases, cursor } = await read(2 * MINUTE_MS);
    expect(releases).toEqual([
      expect.objectContaining({
        itemKey: `${anime.id}:1`,
        sourceId: String(anime.id),
        label: 'Episode 1',
        url: anime.url,
      }),
    ]);
    expect(cursor).toEqual(bench.clock.now());
    expect(bench.sandbox.anilist.requests).toHaveLength(1);
  });

  it('counts an episode as aired from its very second on', async () => {
    const anime = bench.world.addAnime();
    bench.world.scheduleEpisode(anime.id, 1, bench.clock.ms + 1_000);
    expect((await read(0)).releases).toEqual([]);
    bench.clock.ms += 1_000;
    expect(keysOf((await read(0)).releases)).toEqual([`${anime.id}:1`]);
  });

  it('reads all pages of a crowded hour, oldest first', async () => {
    const anime = bench.world.addAnime({ episodes: null });
    for (let episode = 1; episode <= 130; episode += 1) {
      bench.world.scheduleEpisode(anime.id, episode, bench.clock.ms - HOUR_MS + episode * 1_000);
    }
    const { releases } = await read(2 * HOUR_MS);
    expect(releases.map(({ number }) => number)).toEqual(
      Array.from({ length: 130 }, (_, index) => String(index + 1)),
    );
    expect(bench.sandbox.anilist.requests).toHaveLength(3);
  });

  it('loses none of many episodes that air in the same second', async () => {
    const anime = bench.world.addAnime();
    for (let episode = 1; episode <= 120; episode += 1) bench.world.airEpisode(anime.id, episode);
    expect(keysOf((await read(MINUTE_MS)).releases)).toHaveLength(120);
  });

  it('catches up over twelve days in several bounded reads', async () => {
    const anime = bench.world.addAnime();
    for (let episode = 1; episode <= 24 * 12; episode += 1) {
      bench.world.scheduleEpisode(anime.id, episode, bench.clock.ms - episode * HOUR_MS);
    }
    const { releases, reads, cursor } = await read(12 * DAY_MS);
    expect(keysOf(releases)).toHaveLength(24 * 12);
    expect(reads).toBeGreaterThan(1);
    expect(cursor).toEqual(bench.clock.now());
    expect(bench.sandbox.anilist.requests.length).toBeLessThan(20);
  });

  it('finds a row that appears only hours after its time', async () => {
    const anime = bench.world.addAnime();
    const { cursor } = await read(0);
    bench.clock.ms += HOUR_MS;
    bench.world.scheduleEpisode(anime.id, 4, bench.clock.ms - 5 * HOUR_MS);
    expect(keysOf((await readToEnd(bench.anilist, 'aired', cursor)).releases)).toEqual([`${anime.id}:4`]);
  });

  it('goes back six hours to the second', async () => {
    const anime = bench.world.addAnime();
    bench.world.scheduleEpisode(anime.id, 1, bench.clock.ms - 6 * HOUR_MS);
    expect(keysOf((await read(0)).releases)).toEqual([`${anime.id}:1`]);
  });

  it('does not announce an episode that was put off, until it airs', async () => {
    const anime = bench.world.addAnime();
    const planned = bench.clock.ms + HOUR_MS;
    bench.world.scheduleEpisode(anime.id, 5, planned);
    bench.world.moveEpisode(anime.id, 5, planned + DAY_MS);
    bench.clock.ms = planned + MINUTE_MS;
    const first = await read(MINUTE_MS);
    expect(first.releases).toEqual([]);
    bench.clock.ms += DAY_MS;
    const second = await readToEnd(bench.anilist, 'aired', first.cursor);
    expect(keysOf(second.releases)).toEqual([`${anime.id}:5`]);
  });

  it('keeps the identity of an episode whose row is made anew', async () => {
    const anime = bench.world.addAnime();
    const before = bench.world.airEpisode(anime.id, 1);
    const [first] = (await read(0)).releases;
    const after = bench.world.scheduleEpisode(anime.id, 1, bench.clock.ms - MINUTE_MS);
    const [second] = (await read(0)).releases;
    expect(after.id).not.toBe(before.id);
    expect(second?.itemKey).toBe(first?.itemKey);
  });

  it('says who asks, with a truthful Referer and User-Agent', async () => {
    await read(0);
    const [request] = bench.sandbox.anilist.requests;
    expect(request).toMatchObject({
      method: 'POST',
      status: 200,
      headers: {
        referer: 'https://example.org/pwr-bot',
        'user-agent': 'pwr-bot/0.1.0 (+https://example.org/pwr-bot)',
        accept: 'application/json',
        'content-type': 'application/json',
      },
    });
  });
});
