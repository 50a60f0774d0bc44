import type { FeedItemEntity } from '../persistence';
import type { WebFeedRelease } from '../platforms';

/** Feeds that give only the day date an item of this evening at midnight. */
const PREDATED_MS = 48 * 3_600_000;
const FEWEST_FOR_ALARM = 3;
/** When less than this share of the suspicious is matched by known items, the feed has renamed its items. */
const KNOWN_SHARE = 0.25;

export interface PreviousRead {
  /** Of the document's items, those that are stored. */
  readonly knownKeys: ReadonlySet<string>;
  /** Of those by key what is still known of them. */
  readonly stored: ReadonlyMap<string, Pick<FeedItemEntity, 'isBaseline' | 'firstSeenAt'>>;
  /** What was out before was stored then. */
  readonly baselineAt: Date;
  /** The read before this one. */
  readonly readAt: Date;
}

export interface WebFeedNews {
  /** For the usual rules, which tell what is younger than the baseline. */
  readonly releases: readonly WebFeedRelease[];
  /** To be known from now on, but told to nobody. */
  readonly silent: readonly WebFeedRelease[];
}

/** What a document has that is not stored yet, and whether that can be news at all. */
export function findNews(document: readonly WebFeedRelease[], previous: PreviousRead): WebFeedNews {
  const known = document.filter(({ itemKey }) => previous.knownKeys.has(itemKey));
  const unknown = document.filter(({ itemKey }) => !previous.knownKeys.has(itemKey));
  const renamed = findRenamed(unknown, known.length, previous.readAt);
  const silent = renamed.length > 0 ? renamed : findRisen(document, previous);
  const isSilent = new Set(silent);
  return {
    releases: unknown
      .filter((release) => !isSilent.has(release))
      .map((release) => withinBaseline(release, known, previous.baselineAt)),
    silent,
  };
}

/**
 * Nearly all that a feed shows is unknown, although by its date it was there at the last read, or has no date: the
 * feed has changed how it names its items.
 */
function findRenamed(unknown: readonly WebFeedRelease[], knownCount: number, readAt: Date): WebFeedRelease[] {
  const suspicious = unknown.filter(({ isDated, releasedAt }) => !isDated || releasedAt < readAt);
  const isAlarming = suspicious.length >= FEWEST_FOR_ALARM && knownCount < suspicious.length * KNOWN_SHARE;
  return isAlarming ? suspicious : [];
}

/**
 * Items without dates that came up from below when others were deleted, or since the feed shows more than before: they
 * stand below all that is known, where what was news stands above what was out before it. Some feeds append.
 */
function findRisen(
  document: readonly WebFeedRelease[],
  { knownKeys, stored }: PreviousRead,
): WebFeedRelease[] {
  const shown = document.flatMap(({ itemKey }) => stored.get(itemKey) ?? []);
  const end = shown.findIndex(({ isBaseline }) => isBaseline);
  const [news, before] = [shown.slice(0, end), shown.slice(end)];
  const [top] = before;
  if (!top || news.length === 0 || !before.every(({ isBaseline }) => isBaseline)) return [];
  if (!news.every(({ firstSeenAt }) => firstSeenAt > top.firstSeenAt)) return [];
  const lowest = document.findLastIndex(({ itemKey }) => knownKeys.has(itemKey));
  return document.slice(lowest + 1).filter(({ isDated }) => !isDated);
}

/**
 * An item that was not there at the last read is new even when its date is a little older than the baseline. One that
 * is older than all the others is not: it came up from below when another was deleted.
 */
function withinBaseline(
  release: WebFeedRelease,
  known: readonly WebFeedRelease[],
  baselineAt: Date,
): WebFeedRelease {
  const { releasedAt } = release;
  const isPredated = releasedAt < baselineAt && baselineAt.getTime() - releasedAt.getTime() <= PREDATED_MS;
  const dated = known.filter(({ isDated }) => isDated);
  const isAboveOthers = dated.length === 0 || dated.some((other) => other.releasedAt <= releasedAt);
  return isPredated && isAboveOthers ? { ...release, releasedAt: baselineAt } : release;
}
