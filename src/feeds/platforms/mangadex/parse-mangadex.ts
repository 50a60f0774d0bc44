import {
  firstText,
  isRecord,
  type JsonRecord,
  readHttpsUrl,
  readInteger,
  readList,
  readRecord,
  readText,
} from '../json-values';
import { describeRow, type ParsedReleases } from '../parsed-releases';
import { toPlainText } from '../plain-text';
import type { Release, Series } from '../platform';
import { chapterLabel, normaliseNumber } from './chapter-label';
import { chapterUrl, isUuid, titleUrl } from './mangadex-links';

export interface ChapterPage extends ParsedReleases {
  /** Of each row that has one, in order: the instant that the list is ordered by. */
  readonly instants: readonly Date[];
  readonly rows: number;
  /** How many rows the query has altogether. */
  readonly total: number;
}

/** Null when the answer is not a list of chapters. */
export function parseChapterPage(
  body: unknown,
  orderedBy: 'publishAt' | 'createdAt',
  now: Date,
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
    else if (isReadable(attributes) && release.releasedAt <= now) releases.push(release);
  }
  return { releases, malformed, instants, rows: rows.length, total };
}

/** Null when the answer holds no manga. */
export function parseManga(body: unknown): Series | null {
  const { id, attributes } = readRecord(readRecord(body).data);
  const mangaId = readText(id)?.toLowerCase() ?? '';
  if (!isUuid(mangaId) || !isRecord(attributes)) return null;
  const tags = readList(attributes.tags).map((tag) =>
    readRecord(readRecord(readRecord(tag).attributes).name),
  );
  return {
    ref: { platformId: 'MangaDex', sourceId: mangaId },
    title: readTitle(attributes) ?? `MangaDex title ${mangaId}`,
    description: toPlainText(readLocalised(attributes.description) ?? ''),
    url: titleUrl(mangaId),
    // MangaDex's covers are closed to Discord's picture proxy; this picture is made for link previews.
    coverUrl: `https://og.mangadex.org/og-image/manga/${mangaId}`,
    tags: tags.flatMap((name) => readLocalised(name) ?? []),
  };
}

function parseChapter(row: unknown): Release | null {
  const { id, attributes, relationships } = readRecord(row);
  const chapterId = readText(id)?.toLowerCase() ?? '';
  const mangaId =
    relatedTo(relationships, 'manga').map((manga) => readText(manga.id)?.toLowerCase() ?? '')[0] ?? '';
  if (!isUuid(chapterId) || !isUuid(mangaId) || !isRecord(attributes)) return null;
  const releasedAt = readInstant(attributes.readableAt);
  const language = readText(attributes.translatedLanguage);
  if (releasedAt === null || language === null) return null;
  const number = readText(attributes.chapter);
  return {
    sourceId: mangaId,
    itemKey: chapterId,
    // The volume stays out: groups disagree about it, and only the manga itself knows whether numbers start anew in each.
    logicalKey: number === null ? chapterId : `${mangaId}|${language}|${normaliseNumber(number)}`,
    label: chapterLabel({ volume: readText(attributes.volume), number, title: readText(attributes.title) }),
    number,
    url: readHttpsUrl(attributes.externalUrl) ?? chapterUrl(chapterId),
    language,
    groupName: readGroups(relationships),
    releasedAt,
  };
}

/** Some chapters are listed without pages to read, here or elsewhere: taken down, or still being uploaded. */
function isReadable(attributes: JsonRecord): boolean {
  if (readText(attributes.externalUrl) !== null) return true;
  return attributes.isUnavailable !== true && attributes.pages !== 0;
}

function readGroups(relationships: unknown): string | null {
  const groups = relatedTo(relationships, 'scanlation_group');
  return groups.flatMap((group) => readText(readRecord(group.attributes).name) ?? []).join(' & ') || null;
}

function relatedTo(relationships: unknown, type: string): JsonRecord[] {
  return readList(relationships)
    .filter(isRecord)
    .filter((relationship) => relationship.type === type);
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

function readInstant(value: unknown): Date | null {
  const instant = new Date(readText(value) ?? '');
  return Number.isNaN(instant.getTime()) ? null : instant;
}
