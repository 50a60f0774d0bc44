import type { RecordedQuery } from '../http/recorded-request';
import type { SandboxWorld } from '../world/sandbox-world';
import type { ChapterRecord } from '../world/series-records';
import { fromInstant, isAnyOf, orderOf, RATINGS_BY_DEFAULT, toWholeSecond } from './query-values';

/**
 * The chapters that a valid query selects, in its order. Without an order there is none to rely on,
 * so they come by id.
 * @param mangaId the manga whose feed it is, or null for the list of all chapters.
 */
export function findChapters(
  world: SandboxWorld,
  query: RecordedQuery,
  mangaId: string | null,
): ChapterRecord[] {
  return world.manga
    .listChapters()
    .filter((chapter) => mangaId === null || chapter.mangaId === mangaId)
    .filter((chapter) => isWanted(world, chapter, query))
    .filter((chapter) => isShownNow(world.now(), chapter, query, mangaId !== null))
    .sort(byOrder(query));
}

function isWanted(world: SandboxWorld, chapter: ChapterRecord, query: RecordedQuery): boolean {
  const manga = world.manga.get(chapter.mangaId);
  const groupIds = chapter.groups.map((name) => world.manga.idOf('group', name));
  const uploaderId = world.manga.idOf('user', chapter.uploader);
  return (
    isAnyOf(query['contentRating[]'] ?? RATINGS_BY_DEFAULT, manga.contentRating) &&
    isAnyOf(query['originalLanguage[]'], manga.originalLanguage) &&
    !(query['excludedOriginalLanguage[]'] ?? []).includes(manga.originalLanguage) &&
    isAnyOf(query['translatedLanguage[]'], chapter.language) &&
    isAnyOf(query['ids[]'], chapter.id) &&
    isAnyOf(query.manga, chapter.mangaId) &&
    isAnyOf(query['volume[]'], chapter.volume ?? 'none') &&
    isAnyOf(query.chapter, chapter.chapter ?? 'none') &&
    isAnyOf(query.uploader, uploaderId) &&
    !(query['excludedUploaders[]'] ?? []).includes(uploaderId) &&
    (query['groups[]'] === undefined || groupIds.some((id) => query['groups[]']?.includes(id))) &&
    !groupIds.some((id) => query['excludedGroups[]']?.includes(id)) &&
    contains(chapter.title, query.title?.[0]) &&
    contains(chapter.externalUrl, query.externalUrl?.[0]) &&
    !(query.excludeExternalUrl !== undefined && contains(chapter.externalUrl, query.excludeExternalUrl[0]))
  );
}

/** https://api.mangadex.org/docs/04-chapter/search: three filters that know only/none/unset, and a default. */
function isShownNow(now: number, chapter: ChapterRecord, query: RecordedQuery, isFeed: boolean): boolean {
  const isFuture = toWholeSecond(chapter.publishAt) > now;
  const isTouched = ['includeEmptyPages', 'includeFuturePublishAt', 'includeExternalUrl'].some(
    (name) => query[name] !== undefined,
  );
  return (
    !(isFeed && !isTouched && isFuture) &&
    isOnlyOrNone(query.includeFuturePublishAt, isFuture) &&
    isOnlyOrNone(query.includeExternalUrl, chapter.externalUrl !== null) &&
    isOnlyOrNone(query.includeEmptyPages, chapter.pages === 0) &&
    !(query.includeFutureUpdates?.[0] === '0' && toWholeSecond(chapter.readableAt) > now) &&
    // Not in the published document: "0" is what MangaDex's own site sends, and we take it for the default.
    !(chapter.isUnavailable && query.includeUnavailable?.[0] !== '1') &&
    toWholeSecond(chapter.createdAt) >= fromInstant(query.createdAtSince) &&
    toWholeSecond(chapter.updatedAt) >= fromInstant(query.updatedAtSince) &&
    toWholeSecond(chapter.publishAt) >= fromInstant(query.publishAtSince)
  );
}

function isOnlyOrNone(flag: readonly string[] | undefined, value: boolean): boolean {
  return flag === undefined || (flag[0] === '1') === value;
}

function contains(text: string | null, part: string | undefined): boolean {
  return part === undefined || (text?.toLowerCase().includes(part.toLowerCase()) ?? false);
}

const KEYS: Record<string, (chapter: ChapterRecord) => number> = {
  createdAt: (chapter) => toWholeSecond(chapter.createdAt),
  updatedAt: (chapter) => toWholeSecond(chapter.updatedAt),
  publishAt: (chapter) => toWholeSecond(chapter.publishAt),
  readableAt: (chapter) => toWholeSecond(chapter.readableAt),
  volume: (chapter) => Number.parseFloat(chapter.volume ?? '0'),
  chapter: (chapter) => Number.parseFloat(chapter.chapter ?? '0'),
};

function byOrder(query: RecordedQuery): (a: ChapterRecord, b: ChapterRecord) => number {
  const order = orderOf(query);
  return (a, b) => {
    for (const { field, sign } of order) {
      const key = KEYS[field];
      const difference = key === undefined ? 0 : key(a) - key(b);
      if (difference !== 0) return sign * difference;
    }
    return a.id.localeCompare(b.id);
  };
}
