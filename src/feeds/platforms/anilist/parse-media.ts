import {
  firstText,
  isRecord,
  type JsonRecord,
  readHttpsUrl,
  readInteger,
  readList,
  readRecord,
  readShortText,
  readText,
} from '../json-values';
import { LONGEST_TITLE, MOST_TAGS } from '../limits';
import { type ParsedStates, parseRows } from '../parse-rows';
import { toPlainText } from '../plain-text';
import type { Release, Series, SeriesState, TitleMatch } from '../platform';
import { animeUrl } from './anilist-links';
import { episodeOf } from './parse-airing';

const OVER = new Set<unknown>(['FINISHED', 'CANCELLED']);

/** Null when the answer is not a list of anime. */
export function parseMediaList(body: unknown): ParsedStates | null {
  const rows = readRows(body);
  if (rows === null) return null;
  const { parsed, malformed } = parseRows(rows, parseState);
  return { states: parsed, malformed };
}

/** Null when the answer is not a list of anime. */
export function parseMatches(body: unknown): TitleMatch[] | null {
  const rows = readRows(body);
  if (rows === null) return null;
  return rows.flatMap((row) => {
    const series = isRecord(row) ? parseSeries(row) : null;
    if (series === null) return [];
    const year = readInteger(readRecord(readRecord(row).startDate).year);
    return { ref: series.ref, title: series.title, year, url: series.url, isAdult: series.isAdult };
  });
}

/**
 * The episodes that must be out although no row tells when: AniList guarantees rows of the future only.
 * @param aired what rows tell; only numbers above it are made up, at most 100.
 * @param announced what rows say is still to come: where two episodes air at one time, or not in the order of their
 *   numbers, the next to air is not the next number.
 */
export function impliedEpisodes(
  state: SeriesState,
  { aired, announced }: { aired: readonly Release[]; announced: readonly Release[] },
  at: Date,
): Release[] {
  const through = state.releasedThrough ?? 0;
  const highest = Math.max(0, ...aired.map(({ number }) => Number(number)));
  const first = Math.max(highest + 1, through - 99);
  const missing = Math.max(0, through - first + 1);
  const toCome = new Set(announced.map(({ itemKey }) => itemKey));
  return Array.from({ length: missing }, (_, index) =>
    episodeOf(state.series.ref.sourceId, first + index, at),
  ).filter(({ itemKey }) => !toCome.has(itemKey));
}

function readRows(body: unknown): readonly unknown[] | null {
  const page = readRecord(readRecord(body).data).series;
  return isRecord(page) && Array.isArray(page.media) ? page.media : null;
}

function parseState(media: unknown): SeriesState | null {
  const series = isRecord(media) ? parseSeries(media) : null;
  if (!isRecord(media) || series === null) return null;
  const next = readCount(readRecord(media.nextAiringEpisode).episode);
  const episodes = readCount(media.episodes);
  const isOver = next === null && OVER.has(media.status);
  return {
    series,
    newestItemKey: null,
    releasedThrough: next !== null ? next - 1 : media.status === 'FINISHED' ? episodes : null,
    outlook: isOver ? 'ended' : next !== null || media.status === 'RELEASING' ? 'active' : 'idle',
    lastNumber: isOver ? episodes : null,
  };
}

function parseSeries(media: JsonRecord): Series | null {
  const id = readCount(media.id);
  if (id === null) return null;
  const title = readRecord(media.title);
  const cover = readRecord(media.coverImage);
  const name = firstText(title.userPreferred, title.romaji, title.english, title.native);
  return {
    ref: { platformId: 'AniList Anime', sourceId: String(id) },
    title: readShortText(name, LONGEST_TITLE) ?? `#${id}`,
    description: toPlainText(readText(media.description) ?? ''),
    url: animeUrl(id),
    coverUrl: readHttpsUrl(cover.extraLarge) ?? readHttpsUrl(cover.large),
    tags: readList(media.genres)
      .slice(0, MOST_TAGS)
      .flatMap((genre) => readShortText(genre, LONGEST_TITLE) ?? []),
    isAdult: media.isAdult === true,
  };
}

/** A number from 1 on that fits GraphQL's Int of 32 bits. */
function readCount(value: unknown): number | null {
  const number = readInteger(value);
  return number !== null && number >= 1 && number < 2 ** 31 ? number : null;
}
