import {
  isRecord,
  type JsonRecord,
  readHttpsUrl,
  readInteger,
  readList,
  readRecord,
  readShortText,
  readText,
} from '../json-values';
import { LONGEST_NUMBER, LONGEST_TITLE } from '../limits';
import { describeRow, type ParsedReleases } from '../parse-rows';
import type { Release } from '../platform';
import { chapterLabel, normaliseNumber } from '../chapter-label';
import { chapterUrl, isUuid } from './mangadex-links';

/** Of one chapter; MangaDex allows ten. */
const MOST_GROUPS = 10;

export interface ChapterPage extends ParsedReleases {
  /** Of each row that has one, in order: the instant that the list is ordered by. */
  readonly instants: readonly Date[];
  readonly rows: number;
  /** How many rows the query has altogether. */
  readonly total: number;
}

/**
 * Null when the answer is not a list of chapters.
 * @param asOf what is readable from later on is no release yet.
 */
export function parseChapterPage(
  body: unknown,
  orderedBy: 'publishAt' | 'createdAt' | 'readableAt',
  asOf: Date,
): ChapterPage | null {
  if (!isRecord(body) || body.result !== 'ok' || !Array.isArray(body.data)) return null;
  const total = readInteger(body.total);
  if (total === null) return null;
  const rows: readonly unknown[] = body.data;
  const releases: Release[] = [];
  const malformed: string[] = [];
  const instants: Date[] = [];
  for (const row of rows) {
    const attributes = readRecord(readRecord(row).attributes);
    const instant = readInstant(attributes[orderedBy]);
    if (instant) instants.push(instant);
    const release = parseChapter(row);
    if (release === null) malformed.push(describeRow(row));
    else if (isReadable(attributes) && release.releasedAt <= asOf) releases.push(release);
  }
  return { releases, malformed, instants, rows: rows.length, total };
}

/** The manga of a single chapter, or null when the answer holds none. */
export function parseMangaOfChapter(body: unknown): string | null {
  return mangaOf(readRecord(readRecord(body).data).relationships);
}

function parseChapter(row: unknown): Release | null {
  const { id, attributes, relationships } = readRecord(row);
  const chapterId = readText(id)?.toLowerCase() ?? '';
  const mangaId = mangaOf(relationships);
  if (!isUuid(chapterId) || mangaId === null || !isRecord(attributes)) return null;
  const releasedAt = readInstant(attributes.readableAt);
  const language = readShortText(attributes.translatedLanguage, LONGEST_NUMBER);
  if (releasedAt === null || language === null) return null;
  const number = readShortText(attributes.chapter, LONGEST_NUMBER);
  const volume = readShortText(attributes.volume, LONGEST_NUMBER);
  return {
    sourceId: mangaId,
    itemKey: chapterId,
    ...(number === null
      ? { logicalKey: chapterId }
      : keysOf(mangaId, number, startsAnew(relationships) ? volume : null)),
    label: chapterLabel({ volume, number, title: readShortText(attributes.title, LONGEST_TITLE) }),
    number,
    url: readHttpsUrl(attributes.externalUrl) ?? chapterUrl(chapterId),
    language,
    groupName: readGroups(relationships),
    releasedAt,
  };
}

/** @param volume null unless numbers start anew in each: groups disagree about volumes. */
function keysOf(
  mangaId: string,
  number: string,
  volume: string | null,
): Pick<Release, 'logicalKey' | 'keyInAnyVolume'> {
  const inAnyVolume = `${mangaId}|${normaliseNumber(number)}`;
  return volume === null
    ? { logicalKey: inAnyVolume }
    : {
        logicalKey: `${mangaId}|${normaliseNumber(volume)}|${normaliseNumber(number)}`,
        keyInAnyVolume: inAnyVolume,
      };
}

function startsAnew(relationships: unknown): boolean {
  const manga = readRecord(relatedTo(relationships, 'manga')[0]?.attributes);
  return manga.chapterNumbersResetOnNewVolume === true;
}

/** Some chapters are listed without pages to read, here or elsewhere: taken down, or still being uploaded. */
function isReadable(attributes: JsonRecord): boolean {
  if (readText(attributes.externalUrl) !== null) return true;
  return attributes.isUnavailable !== true && attributes.pages !== 0;
}

function readGroups(relationships: unknown): string | null {
  const groups = relatedTo(relationships, 'scanlation_group');
  const names = groups.flatMap(
    (group) => readShortText(readRecord(group.attributes).name, LONGEST_TITLE) ?? [],
  );
  return names.slice(0, MOST_GROUPS).join(' & ') || null;
}

function mangaOf(relationships: unknown): string | null {
  const id = readText(relatedTo(relationships, 'manga')[0]?.id)?.toLowerCase() ?? '';
  return isUuid(id) ? id : null;
}

function relatedTo(relationships: unknown, type: string): JsonRecord[] {
  return readList(relationships)
    .filter(isRecord)
    .filter((relationship) => relationship.type === type);
}

function readInstant(value: unknown): Date | null {
  const instant = new Date(readText(value) ?? '');
  return Number.isNaN(instant.getTime()) ? null : instant;
}
