import type { AnswerTo, Peak, QuestionOf } from '../statistics/questions';
import type { Window } from '../statistics/window';
import { daysOf } from './days';
import type { CountedSpan, GuildHistory } from './guild-history';

/** The most members at once, day by day, so that no more than a day's spans are in memory. */
export function peak(history: GuildHistory, { window }: QuestionOf<'peak'>): AnswerTo<'peak'> {
  let best: Peak | null = null;
  for (const { start, end } of daysOf(history, window)) {
    const day: Window = { since: start, until: end };
    const found = peakOf([...history.closedIn(day), ...history.liveIn(day)]);
    if (found && (best === null || found.members > best.members)) best = found;
  }
  return best;
}

function peakOf(spans: readonly CountedSpan[]): Peak | null {
  const starts = Float64Array.from(spans, ({ start }) => start).sort();
  const ends = Float64Array.from(spans, ({ end }) => end).sort();
  let best: Peak | null = null;
  let left = 0;
  for (const [index, at] of starts.entries()) {
    // Who leaves at an instant is gone by then, so a change of channel is no second member.
    while ((ends[left] ?? Number.POSITIVE_INFINITY) <= at) left += 1;
    const members = index + 1 - left;
    if (best === null || members > best.members) best = { members, at };
  }
  return best;
}
