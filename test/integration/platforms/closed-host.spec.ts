import { ENGLISH, PlatformBench, unavailability } from './platform-bench';

describe('a host that asked to be left alone', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start();
  });
  afterEach(() => bench.close());

  const readAnilist = () => bench.anilist.readStream('aired', bench.clock.now(), ENGLISH);
  const readMangadex = () => bench.mangadex.readStream('on-site', bench.clock.now(), ENGLISH);

  it('is not asked before the time it named, and is asked again after it', async () => {
    const { faults, requests } = bench.sandbox.anilist;
    faults.next({ status: 429, headers: { 'retry-after': '60' } });
    const first = await unavailability(readAnilist());
    expect(first.retryAt).toEqual(bench.clock.ago(-61_000));
    bench.clock.ms += 60_999;
    const second = await unavailability(readAnilist());
    expect(second.retryAt).toEqual(first.retryAt);
    expect(second.detail).toContain('429');
    expect(requests).toHaveLength(1);
    bench.clock.ms += 1;
    expect((await readAnilist()).complete).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it("understands MangaDex's unix time", async () => {
    const until = Math.ceil(bench.clock.ms / 1_000) + 5;
    bench.sandbox.mangadex.faults.next({
      status: 429,
      headers: { 'x-ratelimit-retry-after': String(until) },
    });
    expect((await unavailability(readMangadex())).retryAt).toEqual(new Date((until + 1) * 1_000));
    bench.clock.ms = (until + 1) * 1_000;
    expect((await readMangadex()).complete).toBe(true);
  });

  it('rests for ten minutes after a 403, for every kind of question', async () => {
    bench.sandbox.mangadex.faults.next({ status: 403, body: '<html>Forbidden</html>' });
    await unavailability(readMangadex());
    bench.clock.ms += 599_999;
    await unavailability(bench.mangadex.readStream('link-only', bench.clock.now(), ENGLISH));
    await unavailability(
      bench.mangadex.fetchSeries(
        { platformId: 'MangaDex', sourceId: '00000000-0000-4000-8000-000000000000' },
        ENGLISH,
      ),
    );
    expect(bench.sandbox.mangadex.requests).toHaveLength(1);
    bench.clock.ms += 1;
    expect((await readMangadex()).complete).toBe(true);
  });

  it('leaves the other platform alone', async () => {
    bench.sandbox.anilist.faults.next({ status: 403 });
    await unavailability(readAnilist());
    expect((await readMangadex()).complete).toBe(true);
  });

  it('turns away those who were waiting in line', async () => {
    bench.sandbox.anilist.faults.next({ status: 429, delayMs: 50 });
    await Promise.all([readAnilist(), readAnilist(), readAnilist()].map(unavailability));
    expect(bench.sandbox.anilist.requests).toHaveLength(1);
  });

  it('is left alone when the allowance of the minute is nearly used up by somebody else', async () => {
    const headers = { 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '1' };
    const body = { data: { Page: { pageInfo: { hasNextPage: false }, airingSchedules: [] } } };
    bench.sandbox.anilist.faults.next({ status: 200, headers, body });
    expect((await readAnilist()).complete).toBe(true);
    expect((await unavailability(readAnilist())).retryAt).toEqual(bench.clock.ago(-60_000));
    bench.clock.ms += 60_000;
    expect((await readAnilist()).complete).toBe(true);
  });
});
