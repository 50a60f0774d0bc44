import type { Release, StreamPage, Upcoming } from '../platform';
import type { AiredVariables } from './anilist.queries';
import type { AiringPage } from './parse-airing';

const HOUR_MS = 3_600_000;
/** Rows appear and move after the fact; what a new read finds in here was either seen already or is late. */
const OVERLAP_MS = 6 * HOUR_MS;
/** How far a read looks ahead; every read looks again, so that episodes may move. */
const LOOK_AHEAD_MS = 36 * HOUR_MS;
/** How deep AniList lets one page is undocumented, so that a long absence is read window by window. */
const WINDOW_MS = 24 * HOUR_MS;
/** After so many pages the caller gets what there is. AniList grants 30 requests a minute for everything. */
const PAGES_PER_READ = 8;
/** 2,500 episodes in one day: hasNextPage must be lying. */
const MAX_PAGES_PER_WINDOW = 50;

/** @param asOf what airs up to this instant is a release. */
export type ReadAiring = (span: AiredVariables, asOf: Date) => Promise<AiringPage>;

/**
 * Reads the schedule from the cursor's overlap up to now, and on from there as far as the last page happens to reach:
 * what is coming costs no request of its own.
 * @param fail makes the error for a schedule without end.
 */
export async function readAiringStream(
  read: ReadAiring,
  cursor: Date,
  now: Date,
  fail: (detail: string) => Error,
): Promise<StreamPage> {
  const releases = new Map<string, Release>();
  const upcoming: Upcoming[] = [];
  let readUpTo = Math.min(cursor.getTime(), now.getTime()) - OVERLAP_MS;
  let pages = 0;
  do {
    const isLast = readUpTo + WINDOW_MS >= now.getTime();
    const end = isLast ? now.getTime() : readUpTo + WINDOW_MS;
    // AniList does not say whether its bounds are exclusive; one second more on each side serves both readings.
    const from = Math.floor(readUpTo / 1_000) - 1;
    const to = Math.floor((isLast ? end + LOOK_AHEAD_MS : end) / 1_000) + 1;
    for (let page = 1, more = true; more; page += 1, pages += 1) {
      if (page > MAX_PAGES_PER_WINDOW)
        throw fail(`more than ${MAX_PAGES_PER_WINDOW} pages from ${from} to ${to}`);
      const airing = await read({ from, to, page }, now);
      for (const release of airing.releases) {
        // Windows share their edges, and one episode may have two rows.
        if (!releases.has(release.itemKey)) releases.set(release.itemKey, release);
      }
      for (const { sourceId, releasedAt } of airing.upcoming) upcoming.push({ sourceId, at: releasedAt });
      more = airing.hasNextPage && airing.upcoming.length === 0;
    }
    readUpTo = end;
  } while (readUpTo < now.getTime() && pages < PAGES_PER_READ);
  return {
    releases: [...releases.values()],
    upcoming,
    cursor: new Date(Math.max(readUpTo, cursor.getTime())),
    complete: readUpTo >= now.getTime(),
  };
}
