import type { AiringRow } from '../world/series-records';

/** As in AniList's schema; `_greater` and `_lesser` are exclusive, times are in seconds. */
export interface AiringArgs {
  id?: number | null;
  mediaId?: number | null;
  episode?: number | null;
  airingAt?: number | null;
  notYetAired?: boolean | null;
  id_in?: (number | null)[] | null;
  mediaId_in?: (number | null)[] | null;
  mediaId_not_in?: (number | null)[] | null;
  episode_in?: (number | null)[] | null;
  episode_greater?: number | null;
  episode_lesser?: number | null;
  airingAt_greater?: number | null;
  airingAt_lesser?: number | null;
  sort?: (string | null)[] | null;
}

/** What AniList stores: whole seconds. */
export function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

export function findAiring(rows: readonly AiringRow[], args: AiringArgs, nowSeconds: number): AiringRow[] {
  return rows.filter((row) => matches(row, args, nowSeconds)).sort(byAiring(args.sort ?? ['ID']));
}

function matches(row: AiringRow, args: AiringArgs, nowSeconds: number): boolean {
  const airingAt = toSeconds(row.airingAt);
  return (
    equals(row.id, args.id, args.id_in) &&
    equals(row.mediaId, args.mediaId, args.mediaId_in) &&
    equals(row.episode, args.episode, args.episode_in) &&
    equals(airingAt, args.airingAt, null) &&
    !(args.mediaId_not_in ?? []).includes(row.mediaId) &&
    row.episode > (args.episode_greater ?? -Infinity) &&
    row.episode < (args.episode_lesser ?? Infinity) &&
    airingAt > (args.airingAt_greater ?? -Infinity) &&
    airingAt < (args.airingAt_lesser ?? Infinity) &&
    (args.notYetAired == null || args.notYetAired === airingAt > nowSeconds)
  );
}

function equals(
  value: number,
  wanted: number | null | undefined,
  oneOf: (number | null)[] | null | undefined,
): boolean {
  return (wanted == null || wanted === value) && (oneOf == null || oneOf.includes(value));
}

const KEYS: Record<string, (row: AiringRow) => number> = {
  ID: (row) => row.id,
  MEDIA_ID: (row) => row.mediaId,
  TIME: (row) => toSeconds(row.airingAt),
  EPISODE: (row) => row.episode,
};

function byAiring(sort: (string | null)[]): (a: AiringRow, b: AiringRow) => number {
  return (a, b) => {
    for (const name of sort) {
      const key = KEYS[name?.replace(/_DESC$/, '') ?? 'ID'];
      const order = key === undefined ? 0 : key(a) - key(b);
      if (order !== 0) return name?.endsWith('_DESC') === true ? -order : order;
    }
    return a.id - b.id;
  };
}
