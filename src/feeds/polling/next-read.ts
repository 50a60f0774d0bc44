/** A due episode is asked for this much after its time, when the answer is sure to have it. */
const DUE_DELAY_MS = 60_000;
/** Of that delay, so that not all bots ask in the same second. */
const JITTER = 0.25;
/** Times move, and new series are followed: a stream is never left alone for longer. */
const LONGEST_WAIT_MS = 10 * 60_000;
/** Where the poll interval is shortened, everything is. */
const LONGEST_WAIT_INTERVALS = 10;

export interface LastRead {
  readonly startedAt: Date;
  readonly pollIntervalMs: number;
  /** When the next item of a followed series is announced for, or null. */
  readonly dueAt: Date | null;
}

/**
 * When a stream that foretells what is coming is read again: a minute after the next item is due, and otherwise
 * seldom.
 */
export function nextReadWhenDue(
  { startedAt, pollIntervalMs, dueAt }: LastRead,
  random: () => number = Math.random,
): Date {
  const start = startedAt.getTime();
  const latest = start + Math.min(LONGEST_WAIT_MS, LONGEST_WAIT_INTERVALS * pollIntervalMs);
  if (dueAt === null) return new Date(latest);
  const delayMs = Math.min(DUE_DELAY_MS, pollIntervalMs);
  const due = dueAt.getTime() + delayMs * (1 + random() * JITTER);
  return new Date(Math.round(Math.min(latest, Math.max(due, start + pollIntervalMs))));
}
