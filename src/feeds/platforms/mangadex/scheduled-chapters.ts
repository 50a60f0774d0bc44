import type { Forecast, Release } from '../platform';
import { CHAPTERS_PER_PAGE } from './chapter-queries';
import type { ReadChapters } from './chapter-stream';

/** A thousand chapters of the whole site. */
const PAGES_PER_FORECAST = 10;

/**
 * What of these manga is scheduled from now on and up to `until`. MangaDex takes no list of manga here, so that
 * everything that is scheduled is read.
 */
export async function readScheduledChapters(
  read: ReadChapters,
  sourceIds: readonly string[],
  now: Date,
  until: Date,
): Promise<Forecast> {
  const wanted = new Set(sourceIds);
  const releases: Release[] = [];
  let isComplete = false;
  for (let page = 0; !isComplete && page < PAGES_PER_FORECAST; page += 1) {
    const offset = page * CHAPTERS_PER_PAGE;
    const { releases: listed, instants, rows, total } = await read(now, offset, until);
    releases.push(...listed.filter(({ sourceId }) => wanted.has(sourceId)));
    const last = instants.at(-1);
    isComplete = offset + Math.max(rows, CHAPTERS_PER_PAGE) >= total || (last !== undefined && last >= until);
  }
  return { releases, isComplete };
}
