import { isRecord, readInteger, readList, readRecord } from '../json-values';
import { describeRow, type ParsedReleases, parseRows } from '../parse-rows';
import type { Release } from '../platform';
import { animeUrl } from './anilist-links';

export interface AiringPage extends ParsedReleases {
  /** What airs after that instant. Its time may still move. */
  readonly upcoming: readonly Release[];
  readonly hasNextPage: boolean;
}

/** What of an answer is wrong, or null. AniList sends `errors` with status 200 too, and with `data` beside them. */
export function readErrors(body: unknown): string | null {
  const errors = readList(readRecord(body).errors);
  return errors.length === 0 ? null : describeRow(errors);
}

/**
 * In the order of the rows. Null when the answer is not a page of the airing schedule.
 * @param asOf what airs up to this instant is a release, what airs later is upcoming.
 * @param name what the document calls the page.
 */
export function parseAiringPage(body: unknown, asOf: Date, name = 'Page'): AiringPage | null {
  const page = readRecord(readRecord(body).data)[name];
  if (!isRecord(page) || !Array.isArray(page.airingSchedules)) return null;
  const { parsed, malformed } = parseRows(page.airingSchedules, parseSchedule);
  return {
    releases: parsed.filter(({ releasedAt }) => releasedAt <= asOf),
    upcoming: parsed.filter(({ releasedAt }) => releasedAt > asOf),
    malformed,
    hasNextPage: readRecord(page.pageInfo).hasNextPage === true,
  };
}

export function episodeOf(mediaId: number | string, number: number, releasedAt: Date): Release {
  // A row's own id is no identity: rows are deleted and made anew when an episode is moved.
  const itemKey = `${mediaId}:${number}`;
  return {
    sourceId: String(mediaId),
    itemKey,
    logicalKey: itemKey,
    label: `Episode ${number}`,
    number: String(number),
    url: animeUrl(mediaId),
    language: null,
    groupName: null,
    releasedAt,
  };
}

function parseSchedule(row: unknown): Release | null {
  const { mediaId, episode, airingAt } = readRecord(row);
  const id = readInteger(mediaId);
  const number = readInteger(episode);
  const seconds = readInteger(airingAt);
  if (id === null || id < 1 || number === null || number < 0 || seconds === null || seconds < 0) return null;
  const releasedAt = new Date(seconds * 1_000);
  return Number.isNaN(releasedAt.getTime()) ? null : episodeOf(id, number, releasedAt);
}
