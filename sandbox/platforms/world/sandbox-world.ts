import { AnimeShelf, type NewAnime } from './anime-shelf';
import { MangaShelf, type NewChapter, type NewManga } from './manga-shelf';
import { seedWorld } from './seed-world';
import type { Added, AiringRow, AnimeRecord, ChapterRecord, MangaRecord } from './series-records';

export interface SandboxWorldOptions {
  /** UTC epoch milliseconds; the servers' idea of the present too. */
  now?: () => number;
  /** Whether it starts with a few invented series; true by default. */
  seed?: boolean;
}

/**
 * What exists on the local platforms. Tests change it, the servers only read it.
 * Every instant is UTC epoch milliseconds, AniList's `airingAt` too.
 */
export class SandboxWorld {
  readonly now: () => number;
  readonly anime: AnimeShelf;
  readonly manga: MangaShelf;

  constructor(options: SandboxWorldOptions = {}) {
    this.now = options.now ?? Date.now;
    this.anime = new AnimeShelf(this.now);
    this.manga = new MangaShelf(this.now);
    if (options.seed ?? true) seedWorld(this);
  }

  addAnime(anime: NewAnime = {}): Added<number> {
    return this.anime.add(anime);
  }

  updateAnime(id: number, change: Partial<Omit<AnimeRecord, 'id'>>): void {
    this.anime.update(id, change);
  }

  /** Its schedule goes with it. */
  removeAnime(id: number): void {
    this.anime.remove(id);
  }

  /** Scheduling again recreates the row: same episode, new row id. */
  scheduleEpisode(mediaId: number, episode: number, airingAt: number): AiringRow {
    return this.anime.schedule(mediaId, episode, airingAt);
  }

  /** The episode airs at this very moment, scheduled before or not. */
  airEpisode(mediaId: number, episode: number): AiringRow {
    return this.anime.air(mediaId, episode);
  }

  /** Keeps the row id. */
  moveEpisode(mediaId: number, episode: number, airingAt: number): AiringRow {
    return this.anime.move(mediaId, episode, airingAt);
  }

  removeEpisode(mediaId: number, episode: number): void {
    this.anime.removeEpisode(mediaId, episode);
  }

  addManga(manga: NewManga = {}): Added<string> {
    return this.manga.add(manga);
  }

  updateManga(id: string, change: Partial<Omit<MangaRecord, 'id'>>): void {
    this.manga.update(id, change);
  }

  /** Its chapters go with it. */
  removeManga(id: string): void {
    this.manga.remove(id);
  }

  /**
   * A chapter without a number is a oneshot. With `at` or `publishAt` in the future it is scheduled;
   * with `externalUrl` as well it is link-only, and readable from the moment it was created.
   */
  publishChapter(mangaId: string, chapter: NewChapter = {}): Added<string> {
    return this.manga.publish(mangaId, chapter);
  }

  updateChapter(id: string, change: Partial<Omit<ChapterRecord, 'id' | 'mangaId'>>): void {
    this.manga.updateChapter(id, change);
  }

  removeChapter(id: string): void {
    this.manga.removeChapter(id);
  }
}
