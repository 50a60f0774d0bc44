export { AIRED_QUERY, SERIES_QUERY } from './anilist/anilist.queries';
export { connectPlatforms } from './connect-platforms';
export { createPlatforms, type Platforms, type PlatformsOptions } from './create-platforms';
export type { ObservedRequest } from './http';
export type {
  Forecast,
  Pause,
  Platform,
  PlatformId,
  ReadOptions,
  Release,
  Series,
  SeriesSnapshot,
  SeriesState,
  SourceRef,
  StreamName,
  StreamPage,
  StreamPlatform,
  TitleMatch,
  Upcoming,
} from './platform';
export { LinkError, PlatformUnavailableError } from './platform.errors';
export { PlatformRegistry } from './platform-registry';
export type { WebFeedRelease } from './web-feed/to-releases';
export { type FeedReading, WebFeedPlatform } from './web-feed/web-feed.platform';
