import type { CountingRules } from './voice-policy';

/** Part of a stay in one state; epoch milliseconds. */
export interface Segment {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly state: number;
}

/** One stay in one channel. What goes on is given as ending now. */
export interface Stay {
  readonly userId: string;
  readonly channelId: string;
  readonly joinedAt: number;
  readonly leftAt: number;
  /** In order of time, without overlap. */
  readonly segments: readonly Segment[];
}

/** [start, end) in epoch milliseconds. */
export type Span = readonly [start: number, end: number];

/** The parts of a stay that count: in order, apart from each other, none empty. */
export function countedSpans(stay: Stay, rules: CountingRules): Span[] {
  if (stay.leftAt - stay.joinedAt < rules.minimumStayMs) return [];
  if (rules.ignoredChannelIds.has(stay.channelId) || rules.ignoredUserIds.has(stay.userId)) return [];
  const spans: [number, number][] = [];
  for (const { startedAt, endedAt, state } of stay.segments) {
    if ((state & rules.uncountedStates) !== 0 || endedAt <= startedAt) continue;
    const last = spans.at(-1);
    if (last?.[1] === startedAt) last[1] = endedAt;
    else spans.push([startedAt, endedAt]);
  }
  return spans;
}
