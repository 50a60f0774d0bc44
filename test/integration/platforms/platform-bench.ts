import { Clock } from '../../../src/common';
import {
  createPlatforms,
  type PlatformId,
  type PlatformRegistry,
  type Platforms,
  type StreamPlatform,
  PlatformUnavailableError,
  type PlatformsOptions,
  type Release,
  type StreamName,
} from '../../../src/feeds/platforms';
import { SandboxPlatforms, SandboxWorld } from '../../../sandbox/platforms';

export const HOUR_MS = 3_600_000;
export const ENGLISH = { languages: ['en'] };
export const DAY_MS = 24 * HOUR_MS;
/** Ten seconds past the full minute, so that nothing is right by luck of a round number. */
const START_MS = Date.UTC(2026, 10, 22, 12, 0, 10, 250);

export class SettableClock extends Clock {
  ms = START_MS;
  now(): Date {
    return new Date(this.ms);
  }
  ago(ms: number): Date {
    return new Date(this.ms - ms);
  }
}

/** The bot's side and the sandbox's platforms, both on one clock that only moves when a test moves it. */
export class PlatformBench {
  private constructor(
    readonly clock: SettableClock,
    readonly sandbox: SandboxPlatforms,
    private readonly platforms: Platforms,
  ) {}

  static async start(options: Partial<PlatformsOptions> = {}): Promise<PlatformBench> {
    const clock = new SettableClock();
    const world = new SandboxWorld({ now: () => clock.ms, seed: false });
    const sandbox = await SandboxPlatforms.start({ world, rateLimits: false });
    const unhurried = { perMinute: 600_000, burst: 100 };
    const platforms = createPlatforms({
      anilistUrl: sandbox.anilistUrl,
      mangadexUrl: sandbox.mangadexUrl,
      userAgent: 'pwr-bot/0.1.0 (+https://example.org/pwr-bot)',
      homepage: 'https://example.org/pwr-bot',
      clock,
      paces: { anilist: unhurried, mangadex: unhurried },
      ...options,
    });
    return new PlatformBench(clock, sandbox, platforms);
  }

  get world(): SandboxWorld {
    return this.sandbox.world;
  }

  get registry(): PlatformRegistry {
    return this.platforms.registry;
  }

  get anilist(): StreamPlatform {
    return streaming(this.platforms, 'AniList Anime');
  }

  get mangadex(): StreamPlatform {
    return streaming(this.platforms, 'MangaDex');
  }

  async close(): Promise<void> {
    await this.platforms.close();
    await this.sandbox.close();
  }
}

export function streaming({ registry }: Platforms, id: PlatformId): StreamPlatform {
  const platform = registry.streaming.find((candidate) => candidate.id === id);
  if (!platform) throw new Error(`${id} is not read as a stream`);
  return platform;
}

/** Reads as the poller does, until nothing more is waiting. */
export async function readToEnd(platform: StreamPlatform, stream: StreamName, from: Date) {
  const releases: Release[] = [];
  let cursor = from;
  for (let reads = 1; reads <= 100; reads += 1) {
    const page = await platform.readStream(stream, cursor, ENGLISH);
    releases.push(...page.releases);
    cursor = page.cursor;
    if (page.complete) return { releases, cursor, reads };
  }
  throw new Error('the stream never ends');
}

export function keysOf(releases: readonly Release[]): string[] {
  return [...new Set(releases.map(({ itemKey }) => itemKey))];
}

/** The error of a call that must find the platform unavailable. */
export async function unavailability(call: Promise<unknown>): Promise<PlatformUnavailableError> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof PlatformUnavailableError)) {
    throw new Error(`expected a PlatformUnavailableError, got ${String(outcome)}`, { cause: outcome });
  }
  return outcome;
}
