import type { Release } from '../platforms';

export interface FollowedFeed {
  readonly id: number;
  readonly sourceId: string;
  /** When what was out already was stored; null while that has not happened yet. */
  readonly baselineAt: Date | null;
}

/** What is stored of the feeds in question. */
export interface KnownItems {
  /** As `feedKey(feedId, itemKey)`. */
  readonly itemKeys: ReadonlySet<string>;
  /** By `frontierKey`, the number that a reader has surely passed; where there is none, no chapter is an older one. */
  readonly frontiers: ReadonlyMap<string, number>;
}

/**
 * `new` and `older` are told, the latter as a chapter that was added far below what is out already; `silent` is stored
 * only.
 */
export type Kind = 'new' | 'older' | 'silent';

export interface DetectedItem {
  readonly feedId: number;
  readonly release: Release;
  readonly kind: Kind;
}

/** Sources give whole seconds and answer from caches: this much earlier than the baseline is still new. */
const BASELINE_TOLERANCE_MS = 60_000;
/** An unknown item older than this is a source's rewritten history, not news. */
const NEWS_AGE_MS = 14 * 24 * 3_600_000;
/** Groups overtake each other by a few chapters. */
const FAR_BELOW = 5;

export function feedKey(feedId: number, key: string): string {
  return `${feedId} ${key}`;
}

/** Readers of one language may be far behind those of another. */
export function frontierKey(feedId: number, language: string | null): string {
  return feedKey(feedId, language ?? '');
}

/** The number of a chapter or episode (`"10.5"`, `"100a"`), or null where it has none. */
export function parseNumber(text: string | null): number | null {
  const number = /^\d/.test(text ?? '') ? Number.parseFloat(text ?? '') : NaN;
  return Number.isFinite(number) ? number : null;
}

/** Whether a chapter of this number, coming out now, is an older one for somebody who has read up to `frontier`. */
export function isFarBelow(text: string | null, frontier: number | null | undefined): boolean {
  const number = parseNumber(text);
  return number !== null && typeof frontier === 'number' && number < frontier - FAR_BELOW;
}

/**
 * Which of the releases that a source showed are to be stored, and which of these are to be told. Another release of
 * the same chapter is one of them: which of several a subscriber is told depends on the subscription.
 * Independent of the order of `releases`, of repetitions in it and of how reads were split.
 * @returns oldest first.
 */
export function detectUpdates(
  feeds: readonly FollowedFeed[],
  known: KnownItems,
  releases: readonly Release[],
  now: Date,
): DetectedItem[] {
  const feedsBySource = new Map(feeds.map((feed) => [feed.sourceId, feed]));
  const itemKeys = new Set<string>();
  const detected: DetectedItem[] = [];
  for (const release of [...releases].sort(byReleaseOrder)) {
    const feed = feedsBySource.get(release.sourceId);
    if (!feed) continue;
    const itemKey = feedKey(feed.id, release.itemKey);
    if (known.itemKeys.has(itemKey) || itemKeys.has(itemKey)) continue;
    itemKeys.add(itemKey);
    detected.push({ feedId: feed.id, release, kind: kindOf(release, feed, known, now) });
  }
  return detected;
}

function kindOf(release: Release, feed: FollowedFeed, { frontiers }: KnownItems, now: Date): Kind {
  if (!isNews(release, feed, now)) return 'silent';
  // Where numbers start anew in each volume, a low one says nothing.
  if (release.keyInAnyVolume !== undefined) return 'new';
  return isFarBelow(release.number, frontiers.get(frontierKey(feed.id, release.language))) ? 'older' : 'new';
}

function isNews(release: Release, feed: FollowedFeed, now: Date): boolean {
  if (feed.baselineAt === null) return false;
  const releasedAt = release.releasedAt.getTime();
  return (
    releasedAt >= feed.baselineAt.getTime() - BASELINE_TOLERANCE_MS &&
    releasedAt >= now.getTime() - NEWS_AGE_MS
  );
}

function byReleaseOrder(a: Release, b: Release): number {
  return (
    a.releasedAt.getTime() - b.releasedAt.getTime() ||
    (parseNumber(a.number) ?? 0) - (parseNumber(b.number) ?? 0) ||
    (a.itemKey < b.itemKey ? -1 : 1)
  );
}
