export { ANILIST_SDL } from './anilist/anilist-schema';
export type { AnilistServer } from './anilist/anilist-server';
export { SandboxComick } from './comick/comick-server';
export { oneListPerPageRule } from './anilist/one-list-per-page.rule';
export type { Fault, Faults } from './http/faults';
export { queryOf, type RecordedQuery, type RecordedRequest } from './http/recorded-request';
export type { MangadexServer } from './mangadex/mangadex-server';
export { SandboxPlatforms, type SandboxPlatformsOptions } from './sandbox-platforms';
export type { NewAnime } from './world/anime-shelf';
export type { NewChapter, NewManga } from './world/manga-shelf';
export { SandboxWorld, type SandboxWorldOptions } from './world/sandbox-world';
export type {
  Added,
  AiringRow,
  AnimeRecord,
  AnimeStatus,
  ChapterRecord,
  ContentRating,
  MangaRecord,
  MangaStatus,
} from './world/series-records';
