import type { Clock } from '../../common';
import { AnilistPlatform } from './anilist/anilist.platform';
import { ClosedComickPlatform } from './comick/closed-comick.platform';
import { ComickPlatform } from './comick/comick.platform';
import { HttpClient, JsonHost, type ObservedRequest, type Pace } from './http';
import { MangadexPlatform } from './mangadex/mangadex.platform';
import { PlatformRegistry } from './platform-registry';
import type { Resolve } from './web-feed/address-guard';
import { WebFeedPlatform } from './web-feed/web-feed.platform';

/** AniList enforces 30 requests a minute (docs.anilist.co/guide/rate-limiting); two are kept in reserve. */
const ANILIST_PACE: Pace = { perMinute: 28, burst: 5 };
/** MangaDex allows 5 requests a second. */
const MANGADEX_PACE: Pace = { perMinute: 240, burst: 1 };
/** What Comick allows is not known. */
const COMICK_PACE: Pace = { perMinute: 12, burst: 2 };
/** Its guard turns away everything that is no browser; asking on would be rude. */
const COMICK_FORBIDDEN_PAUSE_MS = 24 * 3_600_000;

export interface PlatformsOptions {
  /** Where GraphQL queries go: `https://graphql.anilist.co`. */
  readonly anilistUrl: string;
  /** Of the API: `https://api.mangadex.org`. */
  readonly mangadexUrl: string;
  /** Of the API of Comick, which is asked only where this is given. */
  readonly comickUrl?: string | null;
  /** `pwr-bot/<version> (+<homepage>)`. */
  readonly userAgent: string;
  readonly homepage: string;
  readonly clock: Clock;
  /** Slower or faster than the platforms ask for; faster only against servers of one's own. */
  readonly paces?: { readonly anilist?: Pace; readonly mangadex?: Pace; readonly comick?: Pace };
  readonly timeLimitMs?: number;
  /** Origins of web feeds that may be private and on any port. */
  readonly allowPrivateOrigins?: readonly string[];
  /** Told of each request that has ended. */
  readonly observe?: (request: ObservedRequest) => void;
  /** How the names of web feeds' hosts are looked up; by the system unless told otherwise. */
  readonly resolve?: Resolve;
}

export interface Platforms {
  readonly registry: PlatformRegistry;
  readonly webFeeds: WebFeedPlatform;
  /** Ends running requests with a PlatformUnavailableError; later ones fail at once. */
  close(): Promise<void>;
}

export function createPlatforms(options: PlatformsOptions): Platforms {
  const { clock, homepage, paces = {} } = options;
  const client = new HttpClient(options);
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
  const comickHost = new JsonHost({
    platformName: 'Comick',
    client,
    clock,
    pace: paces.comick ?? COMICK_PACE,
    forbiddenPauseMs: COMICK_FORBIDDEN_PAUSE_MS,
  });
  const { comickUrl = null } = options;
  const comick =
    comickUrl === null
      ? new ClosedComickPlatform((title) => registry.searchIn('MangaDex', title))
      : new ComickPlatform({ origin: new URL(comickUrl), host: comickHost, clock });
  const webFeeds = new WebFeedPlatform(options);
  const registry: PlatformRegistry = new PlatformRegistry(
    clock,
    [
      new AnilistPlatform({ endpoint: new URL(options.anilistUrl), host: anilistHost, clock }),
      new MangadexPlatform({ origin: new URL(options.mangadexUrl), host: mangadexHost, clock }),
      ...(comick instanceof ComickPlatform ? [comick] : []),
    ],
    [...(comick instanceof ComickPlatform ? [] : [comick]), webFeeds],
  );
  return {
    registry,
    webFeeds,
    close: async () => {
      anilistHost.close();
      mangadexHost.close();
      comickHost.close();
      await Promise.all([client.close(), webFeeds.close()]);
    },
  };
}
