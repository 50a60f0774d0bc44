import type { RecordedQuery } from '../http/recorded-request';
import type { SandboxWorld } from '../world/sandbox-world';
import type { ChapterRecord, MangaRecord } from '../world/series-records';
import { fromInstant, isAnyOf, orderOf, RATINGS_BY_DEFAULT, toWholeSecond } from './query-values';

/** The manga that a valid query selects, in its order. */
export function findManga(world: SandboxWorld, query: RecordedQuery): MangaRecord[] {
  return world.manga
    .list()
    .filter((manga) => isWanted(world, manga, query))
    .sort(byOrder(world, query));
}

/** What can be read now, in any language and by any group. */
export function listReadable(world: SandboxWorld, mangaId: string): ChapterRecord[] {
  return world.manga
    .listChapters()
    .filter((chapter) => chapter.mangaId === mangaId && !chapter.isUnavailable)
    .filter((chapter) => toWholeSecond(chapter.readableAt) <= world.now())
    .sort((a, b) => a.readableAt - b.readableAt);
}

export function listLanguages(world: SandboxWorld, mangaId: string): string[] {
  return [...new Set(listReadable(world, mangaId).map((chapter) => chapter.language))];
}

function isWanted(world: SandboxWorld, manga: MangaRecord, query: RecordedQuery): boolean {
  const languages = query['availableTranslatedLanguage[]'];
  const hasChapters = query.hasAvailableChapters?.[0];
  return (
    isAnyOf(query['contentRating[]'] ?? RATINGS_BY_DEFAULT, manga.contentRating) &&
    isAnyOf(query['ids[]'], manga.id) &&
    isAnyOf(query['status[]'], manga.status) &&
    isAnyOf(query['originalLanguage[]'], manga.originalLanguage) &&
    !(query['excludedOriginalLanguage[]'] ?? []).includes(manga.originalLanguage) &&
    (languages === undefined || listLanguages(world, manga.id).some((code) => languages.includes(code))) &&
    (hasChapters === undefined ||
      ['1', 'true'].includes(hasChapters) === listReadable(world, manga.id).length > 0) &&
    (query.hasUnavailableChapters === undefined ||
      (query.hasUnavailableChapters[0] === '1') === hasUnavailable(world, manga.id)) &&
    hasTitle(manga, query.title?.[0] ?? '') &&
    toWholeSecond(manga.createdAt) >= fromInstant(query.createdAtSince) &&
    toWholeSecond(manga.updatedAt) >= fromInstant(query.updatedAtSince)
  );
}

function hasUnavailable(world: SandboxWorld, mangaId: string): boolean {
  return world.manga.listChapters().some((chapter) => chapter.mangaId === mangaId && chapter.isUnavailable);
}

function hasTitle(manga: MangaRecord, part: string): boolean {
  const titles = [manga.titles, ...manga.altTitles].flatMap((title) => Object.values(title));
  return titles.some((title) => title.toLowerCase().includes(part.toLowerCase()));
}

function byOrder(world: SandboxWorld, query: RecordedQuery): (a: MangaRecord, b: MangaRecord) => number {
  const keys: Record<string, (manga: MangaRecord) => number> = {
    createdAt: (manga) => toWholeSecond(manga.createdAt),
    updatedAt: (manga) => toWholeSecond(manga.updatedAt),
    latestUploadedChapter: (manga) => listReadable(world, manga.id).at(-1)?.readableAt ?? 0,
    // A title that is nothing but what was searched for is the better match.
    relevance: (manga) => -firstTitle(manga).length,
  };
  const order = orderOf(query);
  const byDefault = { field: query.title === undefined ? 'latestUploadedChapter' : 'relevance', sign: -1 };
  return (a, b) => {
    for (const { field, sign } of order.length > 0 ? order : [byDefault]) {
      const key = keys[field];
      const difference = key === undefined ? firstTitle(a).localeCompare(firstTitle(b)) : key(a) - key(b);
      if (difference !== 0) return sign * difference;
    }
    return a.id.localeCompare(b.id);
  };
}

function firstTitle(manga: MangaRecord): string {
  return Object.values(manga.titles)[0] ?? '';
}
