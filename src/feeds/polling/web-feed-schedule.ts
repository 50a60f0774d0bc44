import { createHash } from 'node:crypto';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHORTEST_INTERVAL_MS = 5 * MINUTE_MS;
const LONGEST_INTERVAL_MS = 24 * HOUR_MS;

/** A share of the usual time between two items. */
const GAP_SHARE = 8;
const SLOWER = 1.5;
const JITTER = 0.1;
/** What a feed is asked for when its next item is expected: a little later than the last one came. */
const EXPECTED_DELAY_MS = 2 * MINUTE_MS;
const ITEMS_CONSIDERED = 20;

/** What is known of how often a feed has something new. */
export interface Rhythm {
  readonly intervalMs: number;
  readonly gapMs: number | null;
  readonly latestAt: Date | null;
}

/** The usual time between two of these instants, or null where they are too few. */
export function usualGapMs(instants: readonly Date[]): number | null {
  const times = [...new Set(instants.map((instant) => instant.getTime()))].sort((a, b) => b - a);
  const considered = times.slice(0, ITEMS_CONSIDERED);
  const gaps = considered.slice(1).map((time, index) => (considered[index] ?? time) - time);
  if (gaps.length < 2) return null;
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}

/** @param dates of the items in the document. */
export function rhythmAfterNews(previous: Rhythm, dates: readonly Date[]): Rhythm {
  const gapMs = usualGapMs(dates);
  const latest = Math.max(previous.latestAt?.getTime() ?? 0, ...dates.map((date) => date.getTime()));
  return {
    intervalMs: clamp(gapMs === null ? previous.intervalMs / 2 : gapMs / GAP_SHARE),
    gapMs,
    latestAt: latest === 0 ? null : new Date(latest),
  };
}

export function rhythmAfterNothing({ intervalMs, gapMs, latestAt }: Rhythm): Rhythm {
  return { intervalMs: clamp(intervalMs * SLOWER), gapMs, latestAt };
}

/**
 * When the feed is read next: after its interval, but not long after its next item is expected, and more often
 * while that is overdue. Never before the server wants.
 */
export function nextReadAt(feedId: number, rhythm: Rhythm, now: Date, restMs: number): Date {
  const waitMs = clamp(Math.min(rhythm.intervalMs, waitForExpectedMs(rhythm, now)) * jitter(feedId));
  return new Date(now.getTime() + Math.round(Math.max(waitMs, restMs)));
}

/** Doubles from the shortest interval up to the longest; what the server says wins if it is later. */
export function nextTryAt(feedId: number, failures: number, now: Date, retryAt: Date | null): Date {
  const waitMs = clamp(SHORTEST_INTERVAL_MS * 2 ** Math.min(failures - 1, 20) * jitter(feedId));
  return new Date(Math.max(now.getTime() + Math.round(waitMs), retryAt?.getTime() ?? 0));
}

function waitForExpectedMs({ gapMs, latestAt }: Rhythm, now: Date): number {
  if (gapMs === null || latestAt === null) return Infinity;
  const untilMs = latestAt.getTime() + gapMs - now.getTime();
  if (untilMs > 0) return untilMs + EXPECTED_DELAY_MS;
  // Half as long again as it is late already: often at first, and soon as seldom as ever.
  return -untilMs < gapMs / 2 ? Math.max(-untilMs / 2, SHORTEST_INTERVAL_MS) : Infinity;
}

function clamp(intervalMs: number): number {
  return Math.min(Math.max(intervalMs, SHORTEST_INTERVAL_MS), LONGEST_INTERVAL_MS);
}

/** The same for a feed every time, so that a restart does not bring all of them to one moment. */
function jitter(feedId: number): number {
  const dice = createHash('sha256').update(String(feedId)).digest().readUInt32BE() / 2 ** 32;
  return 1 - JITTER + 2 * JITTER * dice;
}
