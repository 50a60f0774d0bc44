/** Every instant in the world is UTC epoch milliseconds; each server writes it the way its platform does. */
export type AnimeStatus = 'FINISHED' | 'RELEASING' | 'NOT_YET_RELEASED' | 'CANCELLED' | 'HIATUS';

export interface AnimeRecord {
  readonly id: number;
  type: 'ANIME' | 'MANGA';
  format: 'TV' | 'TV_SHORT' | 'MOVIE' | 'SPECIAL' | 'OVA' | 'ONA' | 'MANGA';
  titles: { romaji: string | null; english: string | null; native: string | null };
  synonyms: string[];
  status: AnimeStatus;
  episodes: number | null;
  isAdult: boolean;
  isLocked: boolean;
  /** AniList markdown, which may hold HTML and `~!spoilers!~`. */
  description: string | null;
  cover: string | null;
  genres: string[];
  /** When it began. */
  year: number | null;
  popularity: number;
  updatedAt: number;
}

export interface AiringRow {
  readonly id: number;
  readonly mediaId: number;
  readonly episode: number;
  readonly airingAt: number;
}

export type MangaStatus = 'ongoing' | 'completed' | 'hiatus' | 'cancelled';
export type ContentRating = 'safe' | 'suggestive' | 'erotica' | 'pornographic';

export interface MangaRecord {
  readonly id: string;
  /** By language code, as MangaDex keeps them; usually only one. */
  titles: Record<string, string>;
  altTitles: Record<string, string>[];
  /** By language code; empty where there is none. */
  descriptions: Record<string, string>;
  status: MangaStatus;
  /** When it began. */
  year: number | null;
  lastVolume: string | null;
  lastChapter: string | null;
  contentRating: ContentRating;
  originalLanguage: string;
  chapterNumbersResetOnNewVolume: boolean;
  tags: string[];
  authors: string[];
  coverFileName: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface ChapterRecord {
  readonly id: string;
  readonly mangaId: string;
  volume: string | null;
  /** Null for a oneshot. */
  chapter: string | null;
  title: string | null;
  language: string;
  groups: string[];
  uploader: string;
  externalUrl: string | null;
  pages: number;
  isUnavailable: boolean;
  createdAt: number;
  updatedAt: number;
  publishAt: number;
  readableAt: number;
}

/** What adding something gives back: its identity and the address of its page for people. */
export interface Added<Id> {
  readonly id: Id;
  readonly url: string;
}
