import type { Release } from '../platforms';

export interface FollowedFeed {
  readonly id: number;
  readonly sourceId: string;
  /** When what was out already was stored; null while that has not happened yet. */
  readonly baselineAt: Date | null;
}

/** What is stored of the feeds in question, as `feedKey(feedId, key)`. */
export interface KnownItems {
  readonly itemKeys: ReadonlySet<string>;
  readonly logicalKeys: ReadonlySet<string>;
}

export interface DetectedItem {
  readonly feedId: number;
  readonly release: Release;
  /** Stored either way; told only when true. */
  readonly announce: boolean;
}

/** Sources give whole seconds and answer from caches: this much earlier than the baseline is still new. */
const BASELINE_TOLERANCE_MS = 60_000;
/** An unknown item older than this is a back-fill or a source's rewritten history, not news. */
const NEWS_AGE_MS = 14 * 24 * 3_600_000;

export function feedKey(feedId: number, key: string): string {
  return `${feedId} ${key}`;
}

/**
 * Which of the releases that a source showed are to be stored, and which of these are to be told.
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
  const logicalKeys = new Set<string>();
  const detected: DetectedItem[] = [];
  for (const release of [...releases].sort(byReleaseOrder)) {
    const feed = feedsBySource.get(release.sourceId);
    if (!feed) continue;
    const itemKey = feedKey(feed.id, release.itemKey);
    if (known.itemKeys.has(itemKey) || itemKeys.has(itemKey)) continue;
    const logicalKey = feedKey(feed.id, release.logicalKey);
    const repeated = known.logicalKeys.has(logicalKey) || logicalKeys.has(logicalKey);
    itemKeys.add(itemKey);
    logicalKeys.add(logicalKey);
    detected.push({ feedId: feed.id, release, announce: !repeated && isNews(release, feed, now) });
  }
  return detected;
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
    Number.parseFloat(a.number ?? '0') - Number.parseFloat(b.number ?? '0') ||
    (a.itemKey < b.itemKey ? -1 : 1)
  );
}
