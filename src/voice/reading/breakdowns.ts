import type { AnswerTo, QuestionOf } from '../statistics/questions';
import type { Window } from '../statistics/window';
import { compareIds } from './board';
import type { GuildHistory } from './guild-history';
import { add, restIn, type SignedSpan, spansOf } from './window-sums';

export function channels(history: GuildHistory, question: QuestionOf<'channels'>): AnswerTo<'channels'> {
  const { sums, rest } = sumsBy(history, question, 'place_id', 'voice_place_totals');
  for (const { place, start, end, sign = 1 } of rest) add(sums, place, sign * (end - start));
  const names = history.places.idsOf([...sums.keys()]);
  return [...sums]
    .filter(([, ms]) => ms > 0)
    .map(([place, ms]) => ({ channelId: names.get(place) ?? '', ms }))
    .sort((a, b) => b.ms - a.ms || compareIds(a.channelId, b.channelId));
}

export function hoursOfWeek(
  history: GuildHistory,
  question: QuestionOf<'hoursOfWeek'>,
): AnswerTo<'hoursOfWeek'> {
  const { sums, rest } = sumsBy(history, question, 'hour', 'voice_hour_totals');
  for (const { start, end, sign = 1 } of rest) {
    for (const { hour, ms } of history.calendar.splitByHour(start, end)) add(sums, hour, sign * ms);
  }
  return Array.from({ length: 168 }, (_, hour) => sums.get(hour) ?? 0);
}

/** The guild's sums of whole periods and the spans to be added; of a member, there are spans only. */
function sumsBy(
  history: GuildHistory,
  { window, userId }: { readonly window: Window; readonly userId?: string },
  column: 'place_id' | 'hour',
  table: 'voice_place_totals' | 'voice_hour_totals',
): { sums: Map<number, number>; rest: Iterable<SignedSpan> } {
  if (userId !== undefined) return { sums: new Map(), rest: spansOf(history, window, userId) };
  const parts = history.partsOf(window);
  const sql = `SELECT ${column}, sum(counted_ms) FROM json_each(?) AS period
    CROSS JOIN ${table} ON period_id = period.value GROUP BY ${column}`;
  const rows = history.connection.rows<[number, number]>(sql, JSON.stringify(parts.periodIds));
  return { sums: new Map(rows), rest: restIn(history, window, parts) };
}
