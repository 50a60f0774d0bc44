import { type Calendar, PERIOD_KINDS } from '../calendar';
import type { Span } from '../policy';
import { KIND } from './rollup-rows';

/** [since, until) in epoch milliseconds. */
export interface Window {
  readonly since: number;
  readonly until: number;
}

/** A window as whole periods, whose sums are known, and the rest; nothing overlaps. */
export interface Plan {
  readonly periods: readonly { readonly kind: number; readonly startedAt: number }[];
  readonly edges: readonly Span[];
  /** What the others have too much: from the window's end on. */
  readonly excess: number | null;
}

/** Up to here it is less to take away what came after the window than to do without the present periods. */
const RECENT_MS = 6 * 3_600_000;

/**
 * @param first the start of the first day that has counted time, null if none has.
 * @param now no closed session ends after it, so a period that goes on is whole as soon as the window reaches now.
 */
export function planWindow(window: Window, calendar: Calendar, first: number | null, now: number): Plan {
  const { since, until } = window;
  if (first === null || since >= until || until <= first) return { periods: [], edges: [], excess: null };
  const end = until >= now - RECENT_MS ? Number.POSITIVE_INFINITY : until;
  const excess = end > until && until < now ? until : null;
  if (since <= first && end === Number.POSITIVE_INFINITY) {
    return { periods: [{ kind: KIND.all, startedAt: 0 }], edges: [], excess };
  }
  const periods: { kind: number; startedAt: number }[] = [];
  const edges: Span[] = [];
  let at = Math.max(since, first);
  while (at < end && at <= now) {
    const period = PERIOD_KINDS.map((kind) => ({ kind, ...calendar.periodOf(kind, at) })).find(
      (candidate) => candidate.start === at && candidate.end <= end,
    );
    if (period) periods.push({ kind: KIND[period.kind], startedAt: at });
    const next = period?.end ?? Math.min(end, calendar.dayOf(at).end);
    if (!period) edges.push([at, next]);
    at = next;
  }
  return { periods, edges, excess };
}
