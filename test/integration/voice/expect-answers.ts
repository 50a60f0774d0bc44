import { Calendar, PERIOD_KINDS } from '../../../src/voice/calendar';
import type { Answers } from '../../../src/voice/reading/answers';
import { byHourOfDay, byMonth, byWeek } from '../../../src/voice/statistics/series';
import type { AnswerTo, QuestionName, QuestionOf } from '../../../src/voice/statistics/questions';
import { USERS } from './voice-arbitraries';
import { type ModelRules, type ModelStay, VoiceOracle } from './voice-oracle';
import { GUILD } from './voice-world';

export interface Asked {
  readonly since: number;
  readonly until: number;
}

/** Windows of every kind around an instant: all of time, whole periods, and two that begin and end anywhere. */
export function windowsAround(
  rules: ModelRules,
  at: number,
  now: number,
  random: readonly number[],
): Asked[] {
  const calendar = new Calendar(rules.timeZone, rules.dayStartHour);
  const [a = 0, b = 0, c = 0] = random;
  return [
    { since: 0, until: now },
    ...PERIOD_KINDS.map((kind) => calendar.periodOf(kind, at)).map(({ start, end }) => ({
      since: start,
      until: end,
    })),
    { since: calendar.periodOf('month', now).start, until: now },
    { since: Math.min(a, b), until: Math.max(a, b) },
    { since: c, until: now },
    { since: Math.min(a, b), until: now - (c % 20_000_000) },
    { since: 0, until: now - 5_000 },
  ];
}

/** Every question of one window against the oracle. */
export function expectAnswers(
  answers: Answers,
  stays: readonly ModelStay[],
  rules: ModelRules,
  window: Asked,
  now: number,
): void {
  const oracle = new VoiceOracle(stays, rules, window);
  const ask = <Name extends QuestionName>(
    name: Name,
    more: Omit<QuestionOf<Name>, 'guildId' | 'window' | 'now'>,
  ): AnswerTo<Name> => {
    const answer = answers.answer(name, {
      guildId: GUILD,
      window,
      now,
      ...more,
    });
    if (answer === undefined) throw new Error('The guild has no current count');
    return answer;
  };

  const board = oracle.board();
  const ranked = board.map(([userId, ms]) => ({
    rank: 1 + board.filter(([, other]) => other > ms).length,
    userId,
    ms,
  }));
  const inPages = [0, 2, 4].flatMap((offset) => ask('leaderboard', { offset, limit: 2 }).entries);
  expect(inPages).toEqual(ranked);
  for (const userId of USERS) {
    const { own, size, totalMs } = ask('leaderboard', { offset: 0, limit: 1, userId });
    expect(own).toEqual(ranked.find((entry) => entry.userId === userId) ?? null);
    expect({ size, totalMs }).toEqual({ size: board.length, totalMs: oracle.total() });
    const withoutThem = ask('leaderboard', { offset: 0, limit: 10, hidden: [userId] });
    const others = board.filter(([other]) => other !== userId);
    expect(withoutThem.entries.map((entry) => [entry.userId, entry.ms])).toEqual(others);
    expect(withoutThem).toMatchObject({
      ...{ size: others.length, activeMembers: board.length, totalMs: oracle.total() },
    });
    const partners = ask('partners', { userId, offset: 0, limit: 10 }).entries;
    expect(partners.map((entry) => [entry.userId, entry.ms])).toEqual(oracle.partners(userId));
    expectDays(ask('memberDays', { userId }), oracle, oracle.days(userId), now);
    expect(ask('hoursOfWeek', { userId })).toEqual(oracle.hours(userId));
    expectStreaks(ask('streaks', { userId }), ask('memberDays', { userId }));
    expectRecords(ask('memberRecords', { userId }), oracle, userId);
    const channels = ask('channels', { userId }).map(({ channelId, ms }) => [channelId, ms]);
    expect(channels).toEqual(
      oracle.board((span) => (span.userId === userId ? span.channelId : '-')).filter(([id]) => id !== '-'),
    );
  }

  const days = ask('guildDays', {});
  expectDays(days, oracle, oracle.days(), now);
  expect(days.filter(({ ms }) => ms > 0).map(({ activeMembers }) => activeMembers)).toEqual(
    [...oracle.days()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { users }]) => users.size),
  );
  const channels = ask('channels', {}).map(({ channelId, ms }) => [channelId, ms]);
  expect(channels).toEqual(oracle.board(({ channelId }) => channelId));
  expect(ask('hoursOfWeek', {})).toEqual(oracle.hours());
  expect(ask('peak', {})).toEqual(oracle.peak());
  expectGuildRecords(ask('guildRecords', {}), oracle);

  const sum = (values: readonly { readonly ms: number }[]): number =>
    values.reduce((all, { ms }) => all + ms, 0);
  expect([sum(days), sum(inPages)]).toEqual([oracle.total(), oracle.total()]);
  expect([sum(byWeek(days)), sum(byMonth(days))]).toEqual([oracle.total(), oracle.total()]);
  expect(byHourOfDay(ask('hoursOfWeek', {})).reduce((all, ms) => all + ms, 0)).toBe(oracle.total());
}

function expectDays(
  days: AnswerTo<'memberDays'>,
  oracle: VoiceOracle,
  expected: ReturnType<VoiceOracle['days']>,
  now: number,
): void {
  const found = days.filter(({ ms }) => ms > 0).map(({ start, ms }) => [oracle.dateOf(start), ms]);
  const sums = [...expected].map(([date, { ms }]) => [date, ms] as const);
  expect(found).toEqual(sums.sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const [index, { start, end, date }] of days.entries()) {
    expect(date).toBe(oracle.dateOf(start));
    const next = days[index + 1];
    // One date a day, another one the next day, and no time between them.
    expect(oracle.dateOf(end - 1)).toBe(oracle.dateOf(start));
    if (next) expect([next.start, oracle.dateOf(end) > oracle.dateOf(start)]).toEqual([end, true]);
    expect(start).toBeLessThanOrEqual(now);
  }
}

function expectStreaks({ current, longest }: AnswerTo<'streaks'>, days: AnswerTo<'memberDays'>): void {
  const runs = days
    .map(({ ms }) => (ms > 0 ? 'x' : '.'))
    .join('')
    .split('.')
    .map((run) => run.length);
  expect(longest?.days ?? 0).toBe(Math.max(0, ...runs));
  const untilToday = runs.at(-1) ?? 0;
  const untilYesterday = (days.at(-1)?.ms ?? 1) === 0 ? (runs.at(-2) ?? 0) : 0;
  expect(current?.days ?? 0).toBe(untilToday || untilYesterday);
}

function expectRecords(records: AnswerTo<'memberRecords'>, oracle: VoiceOracle, userId: string): void {
  const best = Math.max(0, ...[...oracle.days(userId).values()].map(({ ms }) => ms));
  expect(records.bestDay?.ms ?? 0).toBe(best);
  const own = oracle.spans.filter((span) => span.userId === userId).sort((a, b) => a.start - b.start);
  let [longest, run] = [0, 0];
  for (const [index, { start, end, channelId }] of own.entries()) {
    const before = own[index - 1];
    run = (before?.end === start && before.channelId === channelId ? run : 0) + end - start;
    longest = Math.max(longest, run);
  }
  const { longestStretch } = records;
  expect(longestStretch ? longestStretch.end - longestStretch.start : 0).toBe(longest);
}

function expectGuildRecords(records: AnswerTo<'guildRecords'>, oracle: VoiceOracle): void {
  const days = [...oracle.days().values()];
  expect(records.bestDay?.ms ?? 0).toBe(Math.max(0, ...days.map(({ ms }) => ms)));
  expect(records.mostActiveDay?.activeMembers ?? 0).toBe(Math.max(0, ...days.map(({ users }) => users.size)));
  const ofMembers = USERS.flatMap((userId) =>
    [...oracle.days(userId)].map(([date, { ms }]) => ({ userId, date, ms })),
  ).sort(
    (a, b) => b.ms - a.ms || (a.date < b.date ? -1 : a.date > b.date ? 1 : a.userId < b.userId ? -1 : 1),
  );
  const best = records.bestMemberDay;
  expect(best && { userId: best.userId, date: oracle.dateOf(best.start), ms: best.ms }).toEqual(
    ofMembers[0] ?? null,
  );
}
