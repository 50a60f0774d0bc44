import { SystemClock } from '../../../src/common';
import { createPlatforms, type Platforms } from '../../../src/feeds/platforms';
import { SandboxPlatforms, SandboxWorld } from '../../../sandbox/platforms';
import { ENGLISH, streaming, unavailability } from './platform-bench';

describe('asking politely', () => {
  let sandbox: SandboxPlatforms;
  let platforms: Platforms;
  beforeEach(async () => {
    sandbox = await SandboxPlatforms.start({ world: new SandboxWorld({ seed: false }) });
    platforms = createPlatforms({
      anilistUrl: sandbox.anilistUrl,
      mangadexUrl: sandbox.mangadexUrl,
      userAgent: 'pwr-bot/0.1.0 (+https://example.org/pwr-bot)',
      homepage: 'https://example.org/pwr-bot',
      clock: new SystemClock(),
    });
  });
  afterEach(async () => {
    await platforms.close();
    await sandbox.close();
  });

  it('answers a few people at once without a wait, then spaces its questions to AniList', async () => {
    const anilist = streaming(platforms, 'AniList Anime');
    const start = performance.now();
    for (let asked = 0; asked < 5; asked += 1) await anilist.readStream('aired', new Date(), ENGLISH);
    expect(performance.now() - start).toBeLessThan(1_500);
    await anilist.readStream('aired', new Date(), ENGLISH);
    expect(performance.now() - start).toBeGreaterThan(1_800);
  });

  it('stays below what MangaDex allows in a second', async () => {
    const mangadex = streaming(platforms, 'MangaDex');
    await Promise.all(Array.from({ length: 12 }, () => mangadex.readStream('on-site', new Date(), ENGLISH)));
    expect(sandbox.mangadex.requests.map(({ status }) => status)).toEqual(Array<number>(12).fill(200));
  });

  it('lets go of waiting and running questions when it is closed', async () => {
    sandbox.mangadex.faults.next({ delayMs: 8_000 });
    const mangadex = streaming(platforms, 'MangaDex');
    const questions = [
      mangadex.readStream('on-site', new Date(), ENGLISH),
      mangadex.readStream('link-only', new Date(), ENGLISH),
    ];
    const refused = Promise.all(questions.map(unavailability));
    while (sandbox.mangadex.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const start = performance.now();
    await platforms.close();
    await refused;
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(sandbox.mangadex.requests).toHaveLength(1);
  });
});
