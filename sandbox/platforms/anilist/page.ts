/** No list goes deeper than this: "Limited to a max depth of 5000 entries" in AniList's schema. */
const DEPTH_MAX = 5000;

export interface PageOf<T> {
  readonly entries: readonly T[];
  readonly info: object;
}

/** Asking for more than `max` entries gets `max`. `total` and `lastPage` are as untrue as AniList's own. */
export function toPage<T>(all: readonly T[], page: number, asked: number, max: number): PageOf<T> {
  const perPage = Math.min(Math.max(asked, 1), max);
  const start = (Math.max(page, 1) - 1) * perPage;
  const reachable = all.slice(0, DEPTH_MAX);
  return {
    entries: reachable.slice(start, start + perPage),
    info: {
      total: DEPTH_MAX,
      perPage,
      currentPage: Math.max(page, 1),
      lastPage: Math.ceil(DEPTH_MAX / perPage),
      hasNextPage: reachable.length > start + perPage,
    },
  };
}
