import { chapterLabel, normaliseNumber } from '../chapter-label';
import {
  isRecord,
  readHttpsUrl,
  readInteger,
  readList,
  readRecord,
  readShortText,
  readText,
} from '../json-values';
import { LONGEST_NUMBER, LONGEST_TITLE } from '../limits';
import { type ParsedReleases, parseRows } from '../parse-rows';
import { toPlainText } from '../plain-text';
import type { Release, SeriesState } from '../platform';
import { comicUrl } from './comick-links';

const COMPLETED = 2;
const CANCELLED = 3;
const ADULT = new Set<unknown>(['erotica', 'pornographic']);

export interface Comic {
  /** What chapters are asked for by. */
  readonly hid: string;
  readonly state: SeriesState;
}

/** `GET /comic/{slug}`; null when the answer is not a comic. */
export function parseComic(body: unknown, slug: string): Comic | null {
  const comic = readRecord(readRecord(body).comic);
  const hid = readShortText(comic.hid, LONGEST_NUMBER);
  const title = readShortText(comic.title, LONGEST_TITLE);
  if (hid === null || title === null) return null;
  const picture = readText(readRecord(readList(comic.md_covers)[0]).b2key);
  const lastChapter = readNumber(comic.last_chapter);
  const lastNumber = readNumber(comic.final_chapter);
  const isOver = (comic.status === COMPLETED || comic.status === CANCELLED) && lastNumber !== null;
  return {
    hid,
    state: {
      series: {
        ref: { platformId: 'Comick', sourceId: slug },
        title,
        description: toPlainText(readText(comic.desc) ?? ''),
        url: comicUrl(slug),
        coverUrl: picture === null ? null : readHttpsUrl(`https://meo.comick.pictures/${encodeURI(picture)}`),
        tags: [],
        isAdult: ADULT.has(comic.content_rating),
      },
      newestItemKey: null,
      releasedThrough: lastChapter === null ? null : Math.floor(lastChapter),
      outlook: isOver ? 'ended' : 'active',
      lastNumber: isOver ? lastNumber : null,
    },
  };
}

/** `GET /comic/{hid}/chapters`; null when the answer is not a list of chapters. What is out later is left out. */
export function parseComicChapters(body: unknown, slug: string, now: Date): ParsedReleases | null {
  if (!isRecord(body) || !Array.isArray(body.chapters)) return null;
  const { parsed, malformed } = parseRows(body.chapters, (row) => parseChapter(row, slug));
  return { releases: parsed.filter(({ releasedAt }) => releasedAt <= now), malformed };
}

function parseChapter(row: unknown, slug: string): Release | null {
  const { hid, chap, title, vol, lang, created_at, publish_at, group_name } = readRecord(row);
  const itemKey = readShortText(hid, LONGEST_NUMBER);
  const releasedAt = new Date(readText(publish_at) ?? readText(created_at) ?? '');
  if (itemKey === null || Number.isNaN(releasedAt.getTime())) return null;
  const number = readShortText(chap, LONGEST_NUMBER);
  const groups = readList(group_name).flatMap((name) => readShortText(name, LONGEST_TITLE) ?? []);
  return {
    sourceId: slug,
    itemKey,
    logicalKey: number === null ? itemKey : `${slug}|${normaliseNumber(number)}`,
    label: chapterLabel({
      volume: readShortText(vol, LONGEST_NUMBER),
      number,
      title: readShortText(title, LONGEST_TITLE),
    }),
    number,
    url: comicUrl(slug),
    language: readShortText(lang, LONGEST_NUMBER),
    groupName: groups.slice(0, 10).join(' & ') || null,
    releasedAt,
  };
}

/** Comick writes numbers as numbers or as text. */
function readNumber(value: unknown): number | null {
  const number = readInteger(value) ?? Number.parseFloat(String(value));
  return Number.isFinite(number) && number >= 0 && number < 1e6 ? number : null;
}
