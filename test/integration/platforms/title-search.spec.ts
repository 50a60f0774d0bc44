import { PlatformBench } from './platform-bench';

describe('searching titles', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start();
    bench.world.addAnime({ id: 7, title: 'Kettle Knights', year: 2024 });
    bench.world.addManga({ title: 'The Kettle', year: 2019, contentRating: 'erotica' });
  });
  afterEach(async () => {
    const { violations } = bench.sandbox.mangadex;
    await bench.close();
    expect(violations).toEqual([]);
  });

  const search = (text: string) => bench.registry.search(text);
  const titles = async (text: string) => (await search(text)).map(({ title }) => title);
  const asked = () => [bench.sandbox.anilist.requests.length, bench.sandbox.mangadex.requests.length];

  it('asks both platforms and tells year and rating', async () => {
    expect(await search('  kettle ')).toEqual([
      {
        ref: { platformId: 'AniList Anime', sourceId: '7' },
        title: 'Kettle Knights',
        year: 2024,
        url: 'https://anilist.co/anime/7',
        isAdult: false,
      },
      expect.objectContaining({ title: 'The Kettle', year: 2019, isAdult: true }),
    ]);
    expect(asked()).toEqual([1, 1]);
  });

  it('gives at most ten of each, and nothing for less than two letters', async () => {
    for (let n = 0; n < 15; n += 1) {
      bench.world.addAnime({ title: `Kettle ${n}` });
      bench.world.addManga({ title: `Kettle ${n}` });
    }
    expect(await search('kettle')).toHaveLength(20);
    expect(await search(' k ')).toEqual([]);
  });

  it('remembers for five minutes, whatever the spelling of spaces and letters', async () => {
    await search('kettle  knights');
    await search(' Kettle Knights');
    expect(asked()).toEqual([1, 1]);
    bench.clock.ms += 5 * 60_000;
    await search('kettle knights');
    expect(asked()).toEqual([2, 2]);
  });

  it('gives what the other one has when a platform fails or talks nonsense, and asks again next time', async () => {
    bench.sandbox.anilist.faults.next({ status: 400 });
    bench.sandbox.mangadex.faults.next({ headers: { 'content-type': 'application/json' }, body: '[]' });
    expect(await titles('kettle')).toEqual([]);
    bench.sandbox.anilist.faults.next({ status: 400 });
    expect(await titles('kettle')).toEqual(['The Kettle']);
    expect(await titles('kettle')).toEqual(['Kettle Knights', 'The Kettle']);
  });

  it('waits two seconds at most, and has the late answer for the next time', async () => {
    bench.sandbox.anilist.faults.next({ delayMs: 3_000 });
    const start = performance.now();
    expect(await titles('kettle')).toEqual(['The Kettle']);
    expect(performance.now() - start).toBeLessThan(2_800);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await titles('kettle')).toEqual(['Kettle Knights', 'The Kettle']);
    expect(asked()).toEqual([1, 1]);
  });

  it('leaves room for reading: twenty searches a minute', async () => {
    for (let n = 0; n < 30; n += 1) await search(`text ${n}`);
    expect(asked()).toEqual([20, 20]);
    bench.clock.ms += 60_000;
    await search('another');
    expect(asked()).toEqual([21, 21]);
  });

  it('asks once for what several people type at once', async () => {
    expect(
      (await Promise.all([search('kettle'), search('kettle'), search('Kettle')])).map((all) => all.length),
    ).toEqual([2, 2, 2]);
    expect(asked()).toEqual([1, 1]);
  });
});
