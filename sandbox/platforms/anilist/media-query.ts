import type { AnimeRecord } from '../world/series-records';

/** As in AniList's schema. */
export interface MediaArgs {
  id?: number | null;
  type?: string | null;
  status?: string | null;
  isAdult?: boolean | null;
  search?: string | null;
  id_in?: (number | null)[] | null;
  status_in?: (string | null)[] | null;
  sort?: (string | null)[] | null;
}

export function findMedia(records: readonly AnimeRecord[], args: MediaArgs): AnimeRecord[] {
  return records.filter((record) => matches(record, args)).sort(byMedia(args.sort ?? ['ID']));
}

function matches(record: AnimeRecord, args: MediaArgs): boolean {
  return (
    (args.id == null || record.id === args.id) &&
    (args.type == null || record.type === args.type) &&
    (args.status == null || record.status === args.status) &&
    (args.isAdult == null || record.isAdult === args.isAdult) &&
    (args.id_in == null || args.id_in.includes(record.id)) &&
    (args.status_in == null || args.status_in.includes(record.status)) &&
    (args.search == null || namesOf(record).some((name) => name.includes(args.search?.toLowerCase() ?? '')))
  );
}

function namesOf(record: AnimeRecord): string[] {
  const { romaji, english, native } = record.titles;
  return [romaji, english, native, ...record.synonyms].map((name) => name?.toLowerCase() ?? '');
}

type Compare = (a: AnimeRecord, b: AnimeRecord) => number;

const COMPARE: Record<string, Compare> = {
  ID: (a, b) => a.id - b.id,
  TITLE_ROMAJI: (a, b) => (a.titles.romaji ?? '').localeCompare(b.titles.romaji ?? ''),
  POPULARITY: (a, b) => a.popularity - b.popularity,
  UPDATED_AT: (a, b) => a.updatedAt - b.updatedAt,
  // How AniList ranks a match is its own business; any order that is stable will do here.
  SEARCH_MATCH: (a, b) => a.id - b.id,
};

function byMedia(sort: (string | null)[]): Compare {
  return (a, b) => {
    for (const name of sort) {
      const order = COMPARE[name?.replace(/_DESC$/, '') ?? 'ID']?.(a, b) ?? 0;
      if (order !== 0) return name?.endsWith('_DESC') === true ? -order : order;
    }
    return a.id - b.id;
  };
}
