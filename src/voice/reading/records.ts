import { KIND } from '../statistics/rollup-rows';
import type { AnswerTo, GuildRecords, MemberRecords, QuestionOf } from '../statistics/questions';
import { compareIds } from './board';
import { daysOf, guildDays, liveByDay, memberDays } from './days';
import type { CountedSpan, GuildHistory } from './guild-history';
import { peak } from './peak';
import { streaksOf } from './streaks';
import { add, spansOf } from './window-sums';

export function memberRecords(
  history: GuildHistory,
  question: QuestionOf<'memberRecords'>,
): AnswerTo<'memberRecords'> {
  const days = memberDays(history, question);
  return {
    bestDay: most(days, ({ ms }) => ms),
    longestStretch: longestStretch(history, question),
    longestStreak: streaksOf(days).longest,
  };
}

export function guildRecords(
  history: GuildHistory,
  question: QuestionOf<'guildRecords'>,
): AnswerTo<'guildRecords'> {
  const days = guildDays(history, question);
  return {
    bestDay: most(days, ({ ms }) => ms),
    mostActiveDay: most(days, ({ activeMembers }) => activeMembers),
    bestMemberDay: bestMemberDay(history, question),
    peak: peak(history, question),
  };
}

/** The first of those with the most; null where nothing is more than nothing. */
function most<T>(values: Iterable<T>, amountOf: (value: T) => number): T | null {
  let best: T | null = null;
  for (const value of values) if (amountOf(value) > (best === null ? 0 : amountOf(best))) best = value;
  return best;
}

function longestStretch(
  history: GuildHistory,
  { window, userId }: QuestionOf<'memberRecords'>,
): MemberRecords['longestStretch'] {
  const stretches: { place: number; start: number; end: number }[] = [];
  const spans = [...spansOf(history, window, userId)].sort((a, b) => a.start - b.start || a.place - b.place);
  for (const { place, start, end } of spans) {
    const last = stretches.at(-1);
    if (last?.place === place && last.end === start) last.end = end;
    else stretches.push({ place, start, end });
  }
  const best = most(stretches, ({ start, end }) => end - start);
  if (!best) return null;
  const channelId = history.places.idsOf([best.place]).get(best.place) ?? '';
  return { start: best.start, end: best.end, channelId };
}

const BEST_OF_DAYS = `SELECT started_at,
    (SELECT counted_ms FROM voice_member_totals WHERE period_id = voice_periods.id
       AND participant_id NOT IN (SELECT value FROM json_each(?)) ORDER BY counted_ms DESC LIMIT 1), id
  FROM voice_periods
  WHERE generation_id = ? AND kind = ${KIND.day} AND started_at >= ? AND started_at < ? AND members > 0`;
const FIRST_WITH = `SELECT user_id FROM voice_member_totals
  CROSS JOIN voice_participants ON id = participant_id WHERE period_id = ? AND counted_ms = ?
  AND participant_id NOT IN (SELECT value FROM json_each(?)) ORDER BY user_id LIMIT 1`;
const OF_MEMBER = 'SELECT counted_ms FROM voice_member_totals WHERE participant_id = ? AND period_id = ?';

function bestMemberDay(
  history: GuildHistory,
  { window, hidden }: QuestionOf<'guildRecords'>,
): GuildRecords['bestMemberDay'] {
  const { connection, generationId } = history;
  const days = daysOf(history, window);
  const [from, to] = [days[0]?.dayStart ?? 0, days.at(-1)?.end ?? 0];
  const unnamed = history.keysOf(hidden);
  const others = JSON.stringify([...unnamed]);
  const rows = connection.rows<[number, number | null, number]>(BEST_OF_DAYS, others, generationId, from, to);
  const closed = new Map(rows.map(([start, ms, id]) => [start, { ms: ms ?? 0, id }]));
  const live = liveByDay(history, window);
  const best = days.map(({ dayStart, start, end, date, isWhole }) => {
    const row = isWhole ? closed.get(dayStart) : undefined;
    const atEdge = isWhole ? [] : history.closedIn({ since: start, until: end });
    const sums = sumsOf([...atEdge, ...(live.get(dayStart) ?? [])], unnamed);
    if (row) {
      for (const participant of sums.keys()) {
        add(sums, participant, connection.rows<[number]>(OF_MEMBER, participant, row.id)[0]?.[0] ?? 0);
      }
    }
    return { start, end, date, row, sums, ms: Math.max(row?.ms ?? 0, ...sums.values()) };
  });
  const top = most(best, ({ ms }) => ms);
  if (!top) return null;
  const { start, end, date, row, sums, ms } = top;
  const equals = [...sums].filter(([, sum]) => sum === ms).map(([participant]) => participant);
  const users = [...history.participants.idsOf(equals).values()];
  if (row) users.push(...connection.rows<[string]>(FIRST_WITH, row.id, ms, others).map(([userId]) => userId));
  return { start, end, date, ms, userId: users.sort(compareIds)[0] ?? '' };
}

function sumsOf(spans: readonly CountedSpan[], unnamed: ReadonlySet<number>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { participant, start, end } of spans) {
    if (!unnamed.has(participant)) add(sums, participant, end - start);
  }
  return sums;
}
