export { AIRED_QUERY, SERIES_QUERY } from './anilist/anilist.queries';
export { createPlatforms, type Platforms, type PlatformsOptions } from './create-platforms';
export type {
  Platform,
  PlatformId,
  Release,
  Series,
  SeriesSnapshot,
  SourceRef,
  StreamName,
  StreamPage,
} from './platform';
export { LinkError, PlatformUnavailableError } from './platform.errors';
export { PlatformRegistry } from './platform-registry';
