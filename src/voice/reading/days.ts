import { KIND } from '../statistics/rollup-rows';
import type { AnswerTo, DayTotal, GuildDayTotal, QuestionOf } from '../statistics/questions';
import type { Window } from '../statistics/window';
import type { CountedSpan, GuildHistory } from './guild-history';
import { add } from './window-sums';

/** A day of the window: as a whole, or the part of it that the window has. */
export interface WindowDay {
  readonly dayStart: number;
  readonly start: number;
  readonly end: number;
  readonly date: string;
  readonly isWhole: boolean;
}

/** The days from the first that may have counted time to today, as far as they lie in the window. */
export function daysOf(history: GuildHistory, { since, until }: Window): WindowDay[] {
  const { beginning, calendar, now } = history;
  if (beginning === null) return [];
  const days: WindowDay[] = [];
  const last = Math.min(until, calendar.dayOf(now).end);
  for (let at = Math.max(since, calendar.dayOf(beginning).start); at < last && at <= now;) {
    const day = calendar.dayOf(at);
    const end = Math.min(day.end, until);
    const isWhole = at === day.start && (end === day.end || until >= now);
    days.push({ dayStart: day.start, start: at, end, date: calendar.dateOf(at), isWhole });
    at = end;
  }
  return days;
}

const OF_MEMBER = `SELECT started_at, total.counted_ms FROM voice_periods
  CROSS JOIN voice_member_totals AS total ON participant_id = :key AND period_id = id
  WHERE generation_id = :generation AND kind = ${KIND.day} AND started_at >= :since AND started_at < :until`;
const OF_GUILD = `SELECT started_at, counted_ms, members, id FROM voice_periods
  WHERE generation_id = :generation AND kind = ${KIND.day} AND started_at >= :since AND started_at < :until`;
const LIVE_WITH_ROW = `SELECT count(*) FROM json_each(?) AS live CROSS JOIN voice_member_totals
  ON participant_id = live.value AND period_id = ?`;

export function memberDays(
  history: GuildHistory,
  { window, userId }: QuestionOf<'memberDays'>,
): AnswerTo<'memberDays'> {
  const days = daysOf(history, window);
  const key = history.participants.keyOf(userId);
  const sums = new Map(rowsOf<[number, number]>(history, OF_MEMBER, days, key));
  for (const day of days) if (!day.isWhole) sums.delete(day.dayStart);
  for (const day of days) {
    if (day.isWhole) continue;
    for (const span of history.closedIn({ since: day.start, until: day.end }, key)) {
      add(sums, day.dayStart, span.end - span.start);
    }
  }
  for (const [dayStart, spans] of liveByDay(history, window, key)) {
    for (const { start, end } of spans) add(sums, dayStart, end - start);
  }
  return days.map(({ dayStart, start, end, date }): DayTotal => {
    return { start, end, date, ms: sums.get(dayStart) ?? 0 };
  });
}

export function guildDays(history: GuildHistory, { window }: QuestionOf<'guildDays'>): AnswerTo<'guildDays'> {
  const days = daysOf(history, window);
  const rows = new Map(
    rowsOf<[number, number, number, number]>(history, OF_GUILD, days, 0).map((row) => [row[0], row]),
  );
  const live = liveByDay(history, window);
  return days.map(({ dayStart, start, end, date, isWhole }): GuildDayTotal => {
    const going = live.get(dayStart) ?? [];
    const row = isWhole ? rows.get(dayStart) : undefined;
    const closed = isWhole ? [] : history.closedIn({ since: start, until: end });
    const others = new Set([...closed, ...going].map(({ participant }) => participant));
    const counted =
      row && others.size > 0
        ? history.connection.rows<[number]>(LIVE_WITH_ROW, JSON.stringify([...others]), row[3])[0]?.[0]
        : 0;
    const ms = [...closed, ...going].reduce((sum, span) => sum + span.end - span.start, row?.[1] ?? 0);
    const activeMembers = (row?.[2] ?? 0) + others.size - (counted ?? 0);
    const averageMs = activeMembers === 0 ? 0 : Math.round(ms / activeMembers);
    return { start, end, date, ms, activeMembers, averageMs };
  });
}

function rowsOf<Row extends readonly unknown[]>(
  { connection, generationId }: GuildHistory,
  sql: string,
  days: readonly WindowDay[],
  key: number,
): Row[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const range = { generation: generationId, since: first.dayStart, until: last.end };
  return connection.named<Row>(sql, key === 0 ? range : { ...range, key });
}

/** What is going on, by the day's start. */
export function liveByDay(
  history: GuildHistory,
  window: Window,
  participant?: number,
): Map<number, CountedSpan[]> {
  const days = new Map<number, CountedSpan[]>();
  for (const span of history.liveIn(window, participant)) {
    for (const { day, start, end } of history.calendar.splitByDay(span.start, span.end)) {
      const spans = days.get(day.start) ?? [];
      spans.push({ ...span, start, end });
      days.set(day.start, spans);
    }
  }
  return days;
}
