import { type Clock, HOMEPAGE, VERSION } from '../../common';
import type { AppConfig } from '../../config';
import { createPlatforms, type Platforms, type PlatformsOptions } from './create-platforms';

/** @param over what differs from the configuration, for servers of one's own. */
export function connectPlatforms(
  config: AppConfig,
  clock: Clock,
  over: Partial<PlatformsOptions> = {},
): Platforms {
  return createPlatforms({
    anilistUrl: config.anilistApiUrl,
    mangadexUrl: config.mangadexApiUrl,
    comickUrl: config.comickEnabled ? config.comickApiUrl : null,
    userAgent: `pwr-bot/${VERSION} (+${HOMEPAGE})`,
    homepage: HOMEPAGE,
    clock,
    allowPrivateOrigins: config.allowPrivateFeeds,
    ...over,
  });
}
