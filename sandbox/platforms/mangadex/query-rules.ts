import type { RecordedQuery } from '../http/recorded-request';

/** What a parameter may hold. Names ending in `[]` may be repeated, others not. */
export type QueryRules = Readonly<Record<string, RegExp>>;

const INTEGER = /^\d+$/;
const FLAG = /^[01]$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const LANGUAGE = /^[a-zA-Z-]{2,5}$/;
const RATING = /^(safe|suggestive|erotica|pornographic)$/;
const DIRECTION = /^(asc|desc)$/;
const ANYTHING = /^/;
/** UTC, and nothing after the seconds: what `toISOString()` gives is refused. */
const INSTANT = /^\d{4}-[0-1]\d-([0-2]\d|3[0-1])T([0-1]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function orderBy(...fields: string[]): QueryRules {
  return Object.fromEntries(fields.map((field) => [`order[${field}]`, DIRECTION]));
}

export const CHAPTER_ENTITY_RULES: QueryRules = {
  'includes[]': /^(manga|scanlation_group|user)$/,
};

export const FEED_RULES: QueryRules = {
  ...CHAPTER_ENTITY_RULES,
  limit: INTEGER,
  offset: INTEGER,
  'translatedLanguage[]': LANGUAGE,
  'originalLanguage[]': LANGUAGE,
  'excludedOriginalLanguage[]': LANGUAGE,
  'contentRating[]': RATING,
  'excludedGroups[]': UUID,
  'excludedUploaders[]': UUID,
  includeFutureUpdates: FLAG,
  includeEmptyPages: FLAG,
  includeFuturePublishAt: FLAG,
  includeExternalUrl: FLAG,
  includeUnavailable: FLAG,
  externalUrl: ANYTHING,
  excludeExternalUrl: ANYTHING,
  createdAtSince: INSTANT,
  updatedAtSince: INSTANT,
  publishAtSince: INSTANT,
  ...orderBy('createdAt', 'updatedAt', 'publishAt', 'readableAt', 'volume', 'chapter'),
};

export const CHAPTER_RULES: QueryRules = {
  ...FEED_RULES,
  'ids[]': UUID,
  title: ANYTHING,
  'groups[]': UUID,
  uploader: UUID,
  manga: UUID,
  'volume[]': ANYTHING,
  chapter: ANYTHING,
};

export const MANGA_ENTITY_RULES: QueryRules = {
  'includes[]': /^(manga|cover_art|author|artist|tag|creator)$/,
};

export const MANGA_RULES: QueryRules = {
  ...MANGA_ENTITY_RULES,
  limit: INTEGER,
  offset: INTEGER,
  title: ANYTHING,
  'ids[]': UUID,
  'status[]': /^(ongoing|completed|hiatus|cancelled)$/,
  'contentRating[]': RATING,
  'originalLanguage[]': LANGUAGE,
  'excludedOriginalLanguage[]': LANGUAGE,
  'availableTranslatedLanguage[]': LANGUAGE,
  hasAvailableChapters: /^(0|1|true|false)$/,
  hasUnavailableChapters: /^[01]$/,
  createdAtSince: INSTANT,
  updatedAtSince: INSTANT,
  ...orderBy('title', 'createdAt', 'updatedAt', 'latestUploadedChapter', 'relevance'),
};

/** https://api.mangadex.org/docs/2-limitations and the descriptions in the OpenAPI document. */
const IDS_MAX = 100;
const RESULT_WINDOW = 10_000;

export interface LimitRange {
  readonly otherwise: number;
  readonly min: number;
  readonly max: number;
}

/** What is wrong with a query, one sentence each; empty when MangaDex would take it. */
export function findQueryProblems(query: RecordedQuery, rules: QueryRules, limit?: LimitRange): string[] {
  const problems = Object.entries(query).flatMap(([name, values]) => {
    const rule = rules[name];
    if (rule === undefined) return [`/: The property ${name} is not defined and may not be sent`];
    if (!name.endsWith('[]') && values.length > 1)
      return [`/${name}: sent ${values.length} times, takes one value`];
    return values.filter((value) => !rule.test(value)).map((value) => `/${name}: "${value}" is not valid`);
  });
  const ids = query['ids[]']?.length ?? 0;
  if (ids > IDS_MAX) problems.push(`/ids: ${ids} ids, at most ${IDS_MAX} per request`);
  if (limit === undefined || problems.length > 0) return problems;

  const asked = Number(query.limit?.[0] ?? limit.otherwise);
  if (asked < limit.min || asked > limit.max) {
    problems.push(`/limit: ${asked} is not between ${limit.min} and ${limit.max}`);
  }
  if (asked + Number(query.offset?.[0] ?? 0) > RESULT_WINDOW) {
    problems.push(
      `Result window is too large, offset + limit must be less than or equal to: ${RESULT_WINDOW}`,
    );
  }
  return problems;
}
