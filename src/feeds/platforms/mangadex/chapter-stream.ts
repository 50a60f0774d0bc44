import type { Clock } from '../../../common';
import type { Release, StreamPage } from '../platform';
import { CHAPTERS_PER_PAGE } from './chapter-queries';
import type { ChapterPage } from './parse-chapters';

/** Chapters appear a little later than their own time says: the search index lags. */
const OVERLAP_MS = 30 * 60_000;
/** After so many pages the caller gets what there is. */
const PAGES_PER_READ = 10;
/** MangaDex answers 400 when offset + limit exceed this. */
const RESULT_WINDOW = 10_000;

/** Gives one page of chapters from `since` on, oldest first; what is readable by then only. */
export type ReadChapters = (since: Date, offset: number, asOf: Date) => Promise<ChapterPage>;

/**
 * Reads a list that is ordered by time, by moving the start to the last row's time rather than by paging deep. Only
 * where a whole page has one second does the offset grow.
 * @param fail makes the error for a list that cannot be read to its end.
 */
export async function readChapterStream(
  read: ReadChapters,
  cursor: Date,
  clock: Clock,
  fail: (detail: string) => Error,
): Promise<StreamPage> {
  const now = clock.now();
  const byId = new Map<string, Release>();
  let since = wholeSecond(new Date(Math.min(cursor.getTime(), now.getTime()) - OVERLAP_MS));
  let offset = 0;
  // The overlap alone may fill many pages after a mass upload; stopping inside it would not move the cursor.
  for (let pages = 0; pages < PAGES_PER_READ || since <= cursor; pages += 1) {
    const page = await read(since, offset, now);
    for (const release of page.releases) byId.set(release.itemKey, release);
    if (offset + Math.max(page.rows, CHAPTERS_PER_PAGE) >= page.total) return result(byId, cursor, now, true);
    const last = page.instants.at(-1);
    if (last && wholeSecond(last) > since) {
      since = wholeSecond(last);
      offset = 0;
    } else {
      offset += CHAPTERS_PER_PAGE;
    }
    if (offset + CHAPTERS_PER_PAGE > RESULT_WINDOW)
      throw fail(`more than ${RESULT_WINDOW} rows at ${since.toISOString()}`);
  }
  // A server whose clock is ahead of ours must not carry the cursor into our future.
  return result(byId, cursor, since < now ? since : now, false);
}

function result(
  byId: ReadonlyMap<string, Release>,
  cursor: Date,
  readUpTo: Date,
  complete: boolean,
): StreamPage {
  const releases = [...byId.values()].sort((a, b) => a.releasedAt.getTime() - b.releasedAt.getTime());
  return { releases, cursor: readUpTo > cursor ? readUpTo : cursor, complete, upcoming: [] };
}

/** The queries take whole seconds only. */
function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1_000) * 1_000);
}
