import type { FeedCheck, FeedEntity, FeedItemEntity } from '../persistence';
import type { SeriesState } from '../platforms';

const DAY_MS = 24 * 3_600_000;
/** An end is believed when it is still one a day later. */
const END_CONFIRMED_MS = DAY_MS;
/** Split seasons are opened again, and deleted series come back. */
const SELDOM_MS = 28 * DAY_MS;
const GONE_COUNT = 3;
const GONE_MS = 3 * DAY_MS;

interface CheckTime {
  readonly now: Date;
  /** How long the platform's word stays good enough. */
  readonly lifetimeMs: number;
}

/** Whether the series has ended by the platform's word, and this number is its last. */
export function isAllOut(reached: number | null, { outlook, lastNumber }: SeriesState): boolean {
  return outlook === 'ended' && (lastNumber === null || (reached !== null && reached >= lastNumber));
}

/**
 * What becomes of a feed after the platform said this about its series.
 * @param reached the number up to which it is here for those who follow it.
 */
export function checkPresent(
  feed: FeedEntity,
  state: SeriesState,
  { now, lifetimeMs }: CheckTime,
  reached = feed.highestNumber,
): FeedCheck {
  const isComplete = isAllOut(reached, state);
  const endedSince = isComplete ? (feed.endedSince ?? now) : null;
  const isConfirmed = endedSince !== null && now.getTime() - endedSince.getTime() >= END_CONFIRMED_MS;
  const waitMs = isConfirmed ? SELDOM_MS : isComplete ? Math.min(lifetimeMs, DAY_MS) : lifetimeMs;
  const { title, description, coverUrl, tags, isAdult } = state.series;
  return {
    id: feed.id,
    name: title,
    description,
    coverUrl,
    tags,
    isAdult,
    state: isConfirmed ? 'completed' : 'active',
    nextCheckAt: new Date(now.getTime() + waitMs),
    gapSince: feed.gapSince,
    endedSince,
    missingSince: null,
    missingCount: 0,
  };
}

/** What becomes of a feed whose source said that there is no such series. */
export function checkAbsent(feed: FeedEntity, { now, lifetimeMs }: CheckTime): FeedCheck {
  const missingSince = feed.missingSince ?? now;
  const missingCount = feed.missingCount + 1;
  const isGone = missingCount >= GONE_COUNT && now.getTime() - missingSince.getTime() >= GONE_MS;
  const waitMs = isGone ? SELDOM_MS : Math.min(lifetimeMs, DAY_MS);
  return {
    ...unchanged(feed),
    state: isGone ? 'gone' : feed.state,
    nextCheckAt: new Date(now.getTime() + waitMs),
    missingSince,
    missingCount,
  };
}

/** Of a series about which the answer left doubt nothing is known; it is asked about again like any other. */
export function checkDoubtful(feed: FeedEntity, { now, lifetimeMs }: CheckTime): FeedCheck {
  return { ...unchanged(feed), nextCheckAt: new Date(now.getTime() + Math.min(lifetimeMs, DAY_MS)) };
}

/**
 * Whether the platform has items that the feed lacks.
 * @param newest what is stored of the platform's newest item, if anything.
 */
export function isBehind(feed: FeedEntity, state: SeriesState, newest: FeedItemEntity | undefined): boolean {
  if (state.releasedThrough !== null && state.releasedThrough > (feed.highestNumber ?? 0)) return true;
  const { gapSince } = feed;
  // Read once: that closes the gap. Of what has no date or number yet nothing else tells what was skipped.
  if (state.newestItemKey === null) return gapSince !== null && feed.state === 'active';
  if (state.newestItemKey === feed.foreignItemKey) return false;
  if (!newest) return true;
  // What was first seen after the streams skipped something says nothing about what was skipped.
  return gapSince !== null && newest.firstSeenAt >= gapSince;
}

function unchanged(feed: FeedEntity): FeedCheck {
  return {
    id: feed.id,
    name: feed.name,
    description: feed.description,
    coverUrl: feed.coverUrl,
    tags: feed.tags,
    isAdult: feed.isAdult,
    state: feed.state,
    nextCheckAt: feed.nextCheckAt,
    gapSince: feed.gapSince,
    endedSince: feed.endedSince,
    missingSince: feed.missingSince,
    missingCount: feed.missingCount,
  };
}
