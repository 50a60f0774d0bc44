export const CHAPTERS_PER_PAGE = 100;

/** Every rating: one left out silently removes its series and chapters from the answer. */
const CONTENT_RATINGS = ['safe', 'suggestive', 'erotica', 'pornographic'];

/**
 * Each readable chapter is in exactly one of the first two sets (https://api.mangadex.org/docs/01-concepts/timestamps):
 * those whose `publishAt` has passed, and those of other sites that MangaDex links to before their `publishAt`,
 * which is often in 2037 and means nothing. The second kind is readable from its `createdAt` on.
 */
export interface ChapterSet {
  readonly orderedBy: 'publishAt' | 'createdAt';
  readonly filter: Readonly<Record<string, string>>;
}

export const ON_SITE: ChapterSet = { orderedBy: 'publishAt', filter: { includeFuturePublishAt: '0' } };
export const LINK_ONLY: ChapterSet = {
  orderedBy: 'createdAt',
  filter: { includeFuturePublishAt: '1', includeExternalUrl: '1' },
};

/** Listed already, to be published on MangaDex later: groups may let their chapters wait. */
export const SCHEDULED: ChapterSet = {
  orderedBy: 'publishAt',
  filter: { includeFuturePublishAt: '1', includeExternalUrl: '0' },
};

/** For `GET /chapter`: oldest first, from `since` on. */
export function streamQuery(
  set: ChapterSet,
  languages: readonly string[],
  since: Date,
  offset: number,
): URLSearchParams {
  const query = chapterQuery(set.filter, languages);
  query.set('offset', String(offset));
  query.set(`${set.orderedBy}Since`, formatInstant(since));
  query.set(`order[${set.orderedBy}]`, 'asc');
  return query;
}

/**
 * For `GET /chapter`: what of one manga can be read now, newest first. The feed of the manga itself would leave out what
 * is only linked to, and take two requests.
 */
export function mangaChaptersQuery(mangaId: string, languages: readonly string[]): URLSearchParams {
  const query = chapterQuery({ manga: mangaId, includeFutureUpdates: '0' }, languages);
  query.set('order[readableAt]', 'desc');
  return query;
}

/** For `GET /chapter`, which takes 100 ids at most: what of them can be read now, in every language. */
export function chapterListQuery(ids: readonly string[]): URLSearchParams {
  const query = chapterQuery({ includeFutureUpdates: '0' }, []);
  for (const id of ids) query.append('ids[]', id);
  return query;
}

/** For `GET /manga`, which takes 100 ids at most. */
export function mangaListQuery(ids: readonly string[]): URLSearchParams {
  const query = ratedQuery({ limit: String(ids.length) });
  for (const id of ids) query.append('ids[]', id);
  return query;
}

/** For `GET /manga`: by title, the best match first. */
export function mangaSearchQuery(text: string, limit: number): URLSearchParams {
  return ratedQuery({ title: text, limit: String(limit), 'order[relevance]': 'desc' });
}

function chapterQuery(
  filter: Readonly<Record<string, string>>,
  languages: readonly string[],
): URLSearchParams {
  const query = ratedQuery({ limit: String(CHAPTERS_PER_PAGE), ...filter });
  for (const language of languages) query.append('translatedLanguage[]', language);
  query.append('includes[]', 'scanlation_group');
  // Only the manga says whether numbers start anew in each volume. With it, an answer is as large as one about 100 manga.
  query.append('includes[]', 'manga');
  return query;
}

function ratedQuery(parameters: Readonly<Record<string, string>>): URLSearchParams {
  const query = new URLSearchParams(parameters);
  for (const rating of CONTENT_RATINGS) query.append('contentRating[]', rating);
  return query;
}

/** MangaDex refuses milliseconds and an offset: `2026-11-22T20:05:00`, always UTC. */
function formatInstant(instant: Date): string {
  return instant.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}
