import {
  firstText,
  isRecord,
  type JsonRecord,
  readInteger,
  readList,
  readRecord,
  readShortText,
  readText,
} from '../json-values';
import { LONGEST_TITLE, MOST_TAGS } from '../limits';
import { type ParsedStates, parseRows } from '../parse-rows';
import { toPlainText } from '../plain-text';
import type { Series, SeriesState, TitleMatch } from '../platform';
import { isUuid, titleUrl } from './mangadex-links';

/** About the original publication; the translation goes on. */
const OVER = new Set<unknown>(['completed', 'cancelled']);
const ADULT = new Set<unknown>(['erotica', 'pornographic']);

/** Null when the answer holds no manga. */
export function parseManga(body: unknown): Series | null {
  return parseState(readRecord(body).data)?.series ?? null;
}

/** Null when the answer is not a list of manga. */
export function parseMangaList(body: unknown): ParsedStates | null {
  const rows = readRows(body);
  if (rows === null) return null;
  const { parsed, malformed } = parseRows(rows, parseState);
  return { states: parsed, malformed };
}

/** Null when the answer is not a list of manga. */
export function parseMatches(body: unknown): TitleMatch[] | null {
  const rows = readRows(body);
  if (rows === null) return null;
  return rows.flatMap((row) => {
    const state = parseState(row);
    if (state === null) return [];
    const { ref, title, url, isAdult } = state.series;
    const year = readInteger(readRecord(readRecord(row).attributes).year);
    return { ref, title, year, url, isAdult };
  });
}

function readRows(body: unknown): readonly unknown[] | null {
  return isRecord(body) && body.result === 'ok' && Array.isArray(body.data) ? body.data : null;
}

function parseState(manga: unknown): SeriesState | null {
  const { id, attributes } = readRecord(manga);
  const mangaId = readText(id)?.toLowerCase() ?? '';
  if (!isUuid(mangaId) || !isRecord(attributes)) return null;
  const newest = readText(attributes.latestUploadedChapter)?.toLowerCase() ?? '';
  const lastNumber = Number.parseFloat(readText(attributes.lastChapter) ?? '');
  // Without the number of the last chapter nobody can tell whether it has been translated.
  const isOver = OVER.has(attributes.status) && Number.isFinite(lastNumber);
  return {
    series: parseSeries(mangaId, attributes),
    newestItemKey: isUuid(newest) ? newest : null,
    releasedThrough: null,
    outlook: isOver ? 'ended' : 'active',
    lastNumber: isOver ? lastNumber : null,
  };
}

function parseSeries(mangaId: string, attributes: JsonRecord): Series {
  const tags = readList(attributes.tags)
    .slice(0, MOST_TAGS)
    .map((tag) => readRecord(readRecord(readRecord(tag).attributes).name));
  return {
    ref: { platformId: 'MangaDex', sourceId: mangaId },
    title: readShortText(readTitle(attributes), LONGEST_TITLE) ?? `MangaDex title ${mangaId}`,
    description: toPlainText(readLocalised(attributes.description) ?? ''),
    url: titleUrl(mangaId),
    // MangaDex's covers are closed to Discord's picture proxy; this picture is made for link previews.
    coverUrl: `https://og.mangadex.org/og-image/manga/${mangaId}`,
    tags: tags.flatMap((name) => readShortText(readLocalised(name), LONGEST_TITLE) ?? []),
    isAdult: ADULT.has(attributes.contentRating),
  };
}

/** English, else any spelling in Latin letters (`ja-ro`), else whichever comes first. */
function readTitle(attributes: JsonRecord): string | null {
  const title = readRecord(attributes.title);
  const romanised = Object.keys(title).find((language) => language.endsWith('-ro'));
  const alternatives = readList(attributes.altTitles).flatMap((alternative) =>
    Object.values(readRecord(alternative)),
  );
  return firstText(title.en, romanised && title[romanised], ...Object.values(title), ...alternatives);
}

function readLocalised(value: unknown): string | null {
  const texts = readRecord(value);
  return firstText(texts.en, ...Object.values(texts));
}
