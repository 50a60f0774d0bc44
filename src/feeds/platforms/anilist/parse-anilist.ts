import {
  firstText,
  isRecord,
  readHttpsUrl,
  readInteger,
  readList,
  readRecord,
  readText,
} from '../json-values';
import { describeRow, type ParsedReleases } from '../parsed-releases';
import { toPlainText } from '../plain-text';
import type { Release, Series } from '../platform';
import { animeUrl } from './anilist-links';

export interface AiredPage extends ParsedReleases {
  readonly hasNextPage: boolean;
}

/** What of an answer is wrong, or null. AniList sends `errors` with status 200 too, and with `data` beside them. */
export function readErrors(body: unknown): string | null {
  const errors = readList(readRecord(body).errors);
  return errors.length === 0 ? null : describeRow(errors);
}

export function isNotFound(body: unknown): boolean {
  const errors = readList(readRecord(body).errors);
  return errors.length > 0 && errors.every((error) => readRecord(error).status === 404);
}

/** Null when the answer is not a page of the airing schedule. */
export function parseAiredPage(body: unknown, now: Date): AiredPage | null {
  const page = readRecord(readRecord(body).data).Page;
  if (!isRecord(page) || !Array.isArray(page.airingSchedules)) return null;
  return {
    ...parseSchedules(page.airingSchedules, now),
    hasNextPage: readRecord(page.pageInfo).hasNextPage === true,
  };
}

/** Null when there is no such anime. */
export function parseSeries(body: unknown): Series | null {
  const media = readRecord(readRecord(body).data).Media;
  const id = isRecord(media) ? readInteger(media.id) : null;
  if (!isRecord(media) || id === null) return null;
  const title = readRecord(media.title);
  const cover = readRecord(media.coverImage);
  return {
    ref: { platformId: 'AniList Anime', sourceId: String(id) },
    title: firstText(title.userPreferred, title.romaji, title.english, title.native) ?? `#${id}`,
    description: toPlainText(readText(media.description) ?? ''),
    url: animeUrl(id),
    coverUrl: readHttpsUrl(cover.extraLarge) ?? readHttpsUrl(cover.large),
    tags: readList(media.genres).flatMap((genre) => readText(genre) ?? []),
  };
}

/** In the order of the rows; those that have not aired yet are left out, since their time may still move. */
function parseSchedules(rows: readonly unknown[], now: Date): ParsedReleases {
  const releases: Release[] = [];
  const malformed: string[] = [];
  for (const row of rows) {
    const release = parseSchedule(row);
    if (release === null) malformed.push(describeRow(row));
    else if (release.releasedAt <= now) releases.push(release);
  }
  return { releases, malformed };
}

function parseSchedule(row: unknown): Release | null {
  const { mediaId, episode, airingAt } = readRecord(row);
  const id = readInteger(mediaId);
  const number = readInteger(episode);
  const seconds = readInteger(airingAt);
  if (id === null || id < 1 || number === null || number < 0 || seconds === null || seconds < 0) return null;
  const releasedAt = new Date(seconds * 1_000);
  if (Number.isNaN(releasedAt.getTime())) return null;
  // A row's own id is no identity: rows are deleted and made anew when an episode is moved.
  const itemKey = `${id}:${number}`;
  return {
    sourceId: String(id),
    itemKey,
    logicalKey: itemKey,
    label: `Episode ${number}`,
    number: String(number),
    url: animeUrl(id),
    language: null,
    groupName: null,
    releasedAt,
  };
}
