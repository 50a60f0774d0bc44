import { randomUUID } from 'node:crypto';
import type { SandboxWorld } from '../world/sandbox-world';
import type { ChapterRecord, MangaRecord } from '../world/series-records';
import { listLanguages, listReadable } from './find-manga';
import { toMangadexDate } from './query-values';

interface Relationship {
  id: string;
  type: string;
  attributes?: object;
}

/** Writes records as MangaDex writes them. Relationships hold attributes only where `includes[]` asks for them. */
export class MangadexJson {
  constructor(private readonly world: SandboxWorld) {}

  /** For the chapters of one answer, of which many are of one manga. */
  chapters(includes: readonly string[]): (chapter: ChapterRecord) => object {
    const attributes = new Map<string, object>();
    const attributesOf = (manga: MangaRecord): object => {
      const written = attributes.get(manga.id) ?? this.mangaAttributes(manga);
      attributes.set(manga.id, written);
      return written;
    };
    return (chapter) => this.chapter(chapter, includes, attributesOf);
  }

  private chapter(
    chapter: ChapterRecord,
    includes: readonly string[],
    attributesOf: (manga: MangaRecord) => object,
  ): object {
    const manga = this.world.manga.get(chapter.mangaId);
    return {
      id: chapter.id,
      type: 'chapter',
      attributes: {
        volume: chapter.volume,
        chapter: chapter.chapter,
        title: chapter.title,
        translatedLanguage: chapter.language,
        externalUrl: chapter.externalUrl,
        isUnavailable: chapter.isUnavailable,
        publishAt: toMangadexDate(chapter.publishAt),
        readableAt: toMangadexDate(chapter.readableAt),
        createdAt: toMangadexDate(chapter.createdAt),
        updatedAt: toMangadexDate(chapter.updatedAt),
        version: 1,
        pages: chapter.pages,
      },
      relationships: [
        ...chapter.groups.map((name) => this.group(name, includes)),
        related('manga', manga.id, includes, () => attributesOf(manga)),
        related('user', this.world.manga.idOf('user', chapter.uploader), includes, () => ({
          username: chapter.uploader,
          roles: ['ROLE_MEMBER'],
          version: 1,
        })),
      ],
    };
  }

  manga(manga: MangaRecord, includes: readonly string[]): object {
    const people = (type: string) =>
      manga.authors.map((name) =>
        related(type, this.world.manga.idOf('author', name), includes, () => ({
          name,
          imageUrl: null,
          biography: {},
          createdAt: toMangadexDate(manga.createdAt),
          updatedAt: toMangadexDate(manga.updatedAt),
          version: 1,
        })),
      );
    return {
      id: manga.id,
      type: 'manga',
      attributes: this.mangaAttributes(manga),
      relationships: [...people('author'), ...people('artist'), ...this.cover(manga, includes)],
    };
  }

  private mangaAttributes(manga: MangaRecord): object {
    return {
      title: manga.titles,
      altTitles: manga.altTitles,
      description: manga.descriptions,
      isLocked: false,
      links: {},
      originalLanguage: manga.originalLanguage,
      lastVolume: manga.lastVolume,
      lastChapter: manga.lastChapter,
      publicationDemographic: null,
      status: manga.status,
      year: manga.year,
      contentRating: manga.contentRating,
      tags: manga.tags.map((name) => this.tag(name)),
      state: 'published',
      chapterNumbersResetOnNewVolume: manga.chapterNumbersResetOnNewVolume,
      createdAt: toMangadexDate(manga.createdAt),
      updatedAt: toMangadexDate(manga.updatedAt),
      version: 1,
      availableTranslatedLanguages: listLanguages(this.world, manga.id),
      latestUploadedChapter: listReadable(this.world, manga.id).at(-1)?.id ?? null,
    };
  }

  private tag(name: string): object {
    return {
      id: this.world.manga.idOf('tag', name),
      type: 'tag',
      attributes: { name: { en: name }, description: {}, group: 'genre', version: 1 },
      relationships: [],
    };
  }

  private cover(manga: MangaRecord, includes: readonly string[]): Relationship[] {
    const fileName = manga.coverFileName;
    if (fileName === null) return [];
    const attributes = () => ({
      description: '',
      volume: null,
      fileName,
      locale: manga.originalLanguage,
      createdAt: toMangadexDate(manga.createdAt),
      updatedAt: toMangadexDate(manga.updatedAt),
      version: 1,
    });
    return [related('cover_art', this.world.manga.idOf('cover', fileName), includes, attributes)];
  }

  private group(name: string, includes: readonly string[]): Relationship {
    const attributes = () => ({
      name,
      altNames: [],
      locked: false,
      website: null,
      ircServer: null,
      ircChannel: null,
      discord: null,
      contactEmail: null,
      description: null,
      twitter: null,
      mangaUpdates: null,
      focusedLanguage: null,
      official: false,
      verified: false,
      inactive: false,
      exLicensed: false,
      createdAt: toMangadexDate(this.world.now()),
      updatedAt: toMangadexDate(this.world.now()),
      version: 1,
    });
    return related('scanlation_group', this.world.manga.idOf('group', name), includes, attributes);
  }
}

function related(
  type: string,
  id: string,
  includes: readonly string[],
  attributes: () => object,
): Relationship {
  return includes.includes(type) ? { id, type, attributes: attributes() } : { id, type };
}

const ERROR_TITLES: Record<number, string> = {
  400: 'validation_exception',
  403: 'access_denied_http_exception',
  404: 'not_found_http_exception',
  429: 'too_many_requests_http_exception',
  503: 'service_unavailable_http_exception',
};

export function mangadexError(status: number, detail: string | null = null): object {
  const title = ERROR_TITLES[status] ?? 'http_exception';
  return { result: 'error', errors: [{ id: randomUUID(), status, title, detail, context: null }] };
}
