import type { Forecast, Release } from '../platform';
import type { ReadAiring } from './airing-stream';

/** How many ids AniList takes is undocumented; other clients send some hundreds. */
const SERIES_PER_QUERY = 250;
/** Two hundred episodes of one query; a series has one a week as a rule. */
const PAGES_PER_QUERY = 4;

/** What AniList's schedule has for these series from now on and up to `until`, by query and time. */
export async function readAiringForecast(
  read: ReadAiring,
  sourceIds: readonly string[],
  now: Date,
  until: Date,
): Promise<Forecast> {
  const releases: Release[] = [];
  let isComplete = true;
  // Exclusive or not, as in the stream.
  const from = Math.floor(now.getTime() / 1_000) - 1;
  const to = Math.floor(until.getTime() / 1_000) + 1;
  for (let first = 0; first < sourceIds.length; first += SERIES_PER_QUERY) {
    const ids = sourceIds.slice(first, first + SERIES_PER_QUERY).map(Number);
    let more = true;
    for (let page = 1; more && page <= PAGES_PER_QUERY; page += 1) {
      const airing = await read({ ids, from, to, page }, until);
      releases.push(...airing.releases);
      more = airing.hasNextPage;
    }
    isComplete &&= !more;
  }
  return { releases, isComplete };
}
