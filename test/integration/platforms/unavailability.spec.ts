import type { Fault } from '../../../sandbox/platforms';
import { DAY_MS, ENGLISH, PlatformBench, unavailability } from './platform-bench';

const json = { 'content-type': 'application/json' };

describe('a platform that does not answer usefully', () => {
  let bench: PlatformBench;
  beforeEach(async () => {
    bench = await PlatformBench.start({ timeLimitMs: 2_000 });
  });
  afterEach(() => bench.close());

  const targets = [
    { name: 'AniList', stream: 'aired' },
    { name: 'MangaDex', stream: 'on-site' },
    { name: 'MangaDex', stream: 'link-only' },
  ] as const;
  const faults: readonly (readonly [string, Fault & { times?: number }])[] = [
    ['a 429', { status: 429, headers: { 'retry-after': '60' } }],
    ['a 403', { status: 403 }],
    ["a proxy's HTML", { status: 200, body: '<html>Just a moment...</html>' }],
    ['an HTML 404', { status: 404, body: '<html>Not here</html>' }],
    ['JSON cut short', { truncate: true }],
    ['JSON of another kind', { status: 200, headers: json, body: ['surprise'] }],
    ['an empty object', { status: 200, headers: json, body: {} }],
    ['a bad request', { status: 400 }],
    ['an answer without end', { status: 200, headers: json, body: { x: 'x'.repeat(6_000_000) } }],
    ['silence', { delayMs: 6_000 }],
    ['an outage', { status: 503, times: 3 }],
    ['cut connections', { drop: true, times: 3 }],
  ];
  const cases = targets.flatMap((target) => faults.map(([what, fault]) => ({ ...target, what, fault })));

  it.each(cases)('$name ($stream): $what is a PlatformUnavailableError', async ({ name, stream, fault }) => {
    const [server, platform] =
      name === 'AniList' ? [bench.sandbox.anilist, bench.anilist] : [bench.sandbox.mangadex, bench.mangadex];
    server.faults.next(fault);
    const error = await unavailability(platform.readStream(stream, bench.clock.ago(60_000), ENGLISH));
    expect(error.message).toContain(name);
    expect(error.detail).not.toBe('');
    expect(server.requests).toHaveLength(fault.times ?? 1);
  });

  it('gives up a long catch-up as a whole when one page fails', async () => {
    bench.sandbox.anilist.faults.next({ delayMs: 1, times: 2 });
    bench.sandbox.anilist.faults.next({ status: 429 });
    await unavailability(bench.anilist.readStream('aired', bench.clock.ago(3 * DAY_MS), ENGLISH));
    expect(bench.sandbox.anilist.requests).toHaveLength(3);
  });

  it('is asked again after a stumble of the network or of the server', async () => {
    bench.sandbox.mangadex.faults.next({ drop: true });
    bench.sandbox.mangadex.faults.next({ status: 502 });
    const page = await bench.mangadex.readStream('on-site', bench.clock.ago(60_000), ENGLISH);
    expect(page.complete).toBe(true);
    expect(bench.sandbox.mangadex.requests).toHaveLength(3);
  });

  it('keeps a missing series apart from an error about something else', async () => {
    const errors = [{ message: 'Max query complexity should be 500 but got 646.', status: 400 }];
    bench.sandbox.anilist.faults.next({ status: 200, headers: json, body: { data: null, errors } });
    const ref = { platformId: 'AniList Anime', sourceId: '1' } as const;
    expect((await unavailability(bench.anilist.fetchSeries(ref, ENGLISH))).detail).toContain('complexity');
  });
});
