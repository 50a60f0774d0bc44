import type { Clock } from '../../common';
import { AnilistPlatform } from './anilist/anilist.platform';
import { HttpClient, JsonHost, type Pace } from './http';
import { MangadexPlatform } from './mangadex/mangadex.platform';
import { PlatformRegistry } from './platform-registry';

/** AniList enforces 30 requests a minute (docs.anilist.co/guide/rate-limiting); two are kept in reserve. */
const ANILIST_PACE: Pace = { perMinute: 28, burst: 5 };
/** MangaDex allows 5 requests a second. */
const MANGADEX_PACE: Pace = { perMinute: 240, burst: 1 };

export interface PlatformsOptions {
  /** Where GraphQL queries go: `https://graphql.anilist.co`. */
  readonly anilistUrl: string;
  /** Of the API: `https://api.mangadex.org`. */
  readonly mangadexUrl: string;
  /** `pwr-bot/<version> (+<homepage>)`. */
  readonly userAgent: string;
  readonly homepage: string;
  readonly clock: Clock;
  /** Whose chapters are read, as MangaDex writes them; English unless told otherwise. */
  readonly languages?: readonly string[];
  /** Slower or faster than the platforms ask for; faster only against servers of one's own. */
  readonly paces?: { readonly anilist?: Pace; readonly mangadex?: Pace };
  readonly timeLimitMs?: number;
}

export interface Platforms {
  readonly registry: PlatformRegistry;
  /** Ends running requests with a PlatformUnavailableError; later ones fail at once. */
  close(): Promise<void>;
}

export function createPlatforms(options: PlatformsOptions): Platforms {
  const { clock, userAgent, homepage, languages = ['en'], paces = {}, timeLimitMs } = options;
  const client = new HttpClient({ userAgent, ...(timeLimitMs === undefined ? {} : { timeLimitMs }) });
  const anilistHost = new JsonHost({
    platformName: 'AniList',
    client,
    clock,
    pace: paces.anilist ?? ANILIST_PACE,
    minuteHeaders: true,
    // AniList turns away who does not say where a request comes from.
    headers: { referer: homepage },
  });
  const mangadexHost = new JsonHost({
    platformName: 'MangaDex',
    client,
    clock,
    pace: paces.mangadex ?? MANGADEX_PACE,
  });
  const registry = new PlatformRegistry([
    new AnilistPlatform({ endpoint: new URL(options.anilistUrl), host: anilistHost, clock }),
    new MangadexPlatform({ origin: new URL(options.mangadexUrl), host: mangadexHost, clock, languages }),
  ]);
  return {
    registry,
    close: async () => {
      anilistHost.close();
      mangadexHost.close();
      await client.close();
    },
  };
}
