import fc from 'fast-check';

import { expectSendable } from '../../../test/support/expect-sendable';
import { DomainError, toSnowflake } from '../../common';
import { RANGES, type Range } from '../statistics/ranges';
import { type Statistic, STATISTICS } from '../statistics/statistic';
import type { GuildFigures, MemberFigures, VoiceFigures } from '../statistics/voice-figures';
import { altOf, pointsOf } from './stats-alt';
import { type Body, statsPicture } from './stats-picture';
import { readStatsState, STATS_MENU, type StatsState, statsState } from './voice-stats.custom-ids';
import { voiceStatsView } from './voice-stats.view';

const LONG_ID = toSnowflake('18446744073709551615');
const DAY = 86_400_000;
const FIRST = Date.parse('2016-11-23');
const statistics = Object.keys(STATISTICS) as Statistic[];
const ranges: Range[] = [...(Object.keys(RANGES) as (keyof typeof RANGES)[]), '2026-01-05..2026-02-01'];
const subject = { id: LONG_ID, name: 'x'.repeat(32), imageUrl: null };

/** Every day, every hour of the week and every channel has some time, and the same total. */
function figuresOf(statistic: Statistic, range: Range, length: number): (MemberFigures | GuildFigures)[] {
  const days = Array.from({ length }, (_, index) => {
    const start = FIRST + index * DAY;
    const date = new Date(start).toISOString().slice(0, 10);
    return { start, end: start + DAY, date, ms: 168_000 * 20, activeMembers: 20_000, averageMs: 168 };
  });
  const totalMs = length * 168_000 * 20;
  const hoursOfWeek = Array.from({ length: 168 }, () => totalMs / 168);
  const channels = Array.from({ length: length === 0 ? 0 : 50 }, () => ({
    channelId: LONG_ID,
    ms: totalMs / 50,
  }));
  const streak = { days: length, start: 0, end: 1, from: '2016-11-23', to: '2026-11-22' };
  const [best = null] = days;
  const peak = { members: 20_000, at: FIRST };
  const common = {
    ...{ totalMs, days, hoursOfWeek, channels, isOver: false, dayStartHour: 23, isRecounting: true },
    timeZone: 'America/Argentina/ComodRivadavia',
    year: statistic === 'year' ? 2026 : null,
    years: Array.from({ length: 30 }, (_, index) => 2026 - index),
  };
  const asked = { statistic, range, year: 2026 };
  const stretch = { start: FIRST, end: FIRST + DAY, channelId: LONG_ID };
  return [
    {
      ...{
        ...common,
        asked: { ...asked, userId: LONG_ID },
        userId: LONG_ID,
        rank: 20_000,
        rankedMembers: 20_000,
      },
      streaks: { current: streak, longest: streak },
      memberRecords: { bestDay: best, longestStretch: stretch, longestStreak: streak },
    },
    {
      ...{ ...common, asked: { ...asked, userId: null }, userId: null, activeMembers: 20_000, peak },
      guildRecords: {
        ...{ bestDay: best, mostActiveDay: best, peak },
        bestMemberDay: best && { ...best, userId: LONG_ID },
      },
    },
  ];
}

function sumOfBody(body: Body): number | null {
  const sum = (parts: readonly { readonly ms: number }[]): number =>
    parts.reduce((all, { ms }) => all + ms, 0);
  switch (body.kind) {
    case 'overview':
      return (sum(body.chart.points) + sum(body.channels)) / 2;
    case 'chart':
      return sum(body.points);
    case 'year':
      return sum(body.days);
    case 'week':
      return sum(body.hours.map((ms) => ({ ms })));
    case 'channels':
      return sum(body.channels);
    case 'records':
      return null;
  }
}

const every = statistics.flatMap((statistic) =>
  [0, 1, 31, 366, 3653].flatMap((length) => figuresOf(statistic, 'all', length)),
);
const pictureOf = (figures: VoiceFigures) => statsPicture(figures, subject, () => 'a private channel');

describe('voiceStatsView', () => {
  it('is sendable in every statistic and range, for members and servers, with ten years and with nothing', () => {
    const inRanges = ranges.flatMap((range) => statistics.flatMap((each) => figuresOf(each, range, 40)));
    for (const figures of [...every, ...inRanges]) {
      const model = pictureOf(figures);
      const picture = { png: Buffer.alloc(1), filename: 'voice-stats.png', alt: altOf(model) };
      expectSendable(voiceStatsView({ figures, picture, points: pointsOf(model.body), readerId: LONG_ID }));
      expectSendable(voiceStatsView({ figures, picture: null, points: '', readerId: LONG_ID }));
    }
  });

  it('offers the shown range, also one of dates', () => {
    for (const range of ranges) {
      const [figures] = figuresOf('days', range, 3);
      const view = JSON.stringify(
        figures && voiceStatsView({ figures, picture: null, points: '', readerId: LONG_ID }),
      );
      expect(view).toContain(`"value":"${range}","default":true`);
    }
  });

  it('speaks of now only where the range has not ended', () => {
    const [figures] = figuresOf('overview', 'month', 3);
    const textOf = (isOver: boolean): string =>
      JSON.stringify(
        figures &&
          voiceStatsView({ figures: { ...figures, isOver }, picture: null, points: '', readerId: LONG_ID }),
      );
    expect(textOf(false)).toContain('3 days now, 3 days at best');
    expect(textOf(true)).not.toContain('now');
  });
});

describe('statsPicture', () => {
  it('adds up to the total of the text in every statistic', () => {
    for (const figures of every) {
      const { body, totalMs } = pictureOf(figures);
      expect(totalMs).toBe(figures.totalMs);
      expect(sumOfBody(body) ?? totalMs).toBeCloseTo(totalMs, 3);
    }
  });

  it('has a line of no more points than it has pixels', () => {
    for (const figures of every) {
      const { body } = pictureOf(figures);
      if (body.kind === 'chart') expect(body.points.length).toBeLessThanOrEqual(750);
      if (body.kind === 'overview') expect(body.chart.points.length).toBeLessThanOrEqual(130);
    }
  });
});

describe('the ids of the menus', () => {
  const [statistic, range] = ['overview', '2026-01-05..2026-02-01'] as const;
  const asked = { statistic, range, year: 2026, userId: LONG_ID };

  it('come back as they went in, with what was chosen', () => {
    const server = { ...asked, userId: null, year: null };
    expect(STATS_MENU.of(statsState('statistic', asked)).length).toBeLessThanOrEqual(100);
    expect(readStatsState(statsState('statistic', asked), 'year')).toEqual({ ...asked, statistic: 'year' });
    expect(readStatsState(statsState('range', asked), 'all')).toEqual({ ...asked, range: 'all' });
    expect(readStatsState(statsState('year', server), '2024')).toEqual({ ...server, year: 2024 });
  });

  it('are refused politely, or are well-formed, whatever is in them', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'statistic',
        'range',
        'year',
        'who',
        'month',
        '2026',
        '-',
        'server',
        LONG_ID,
        '__proto__',
      ),
    );
    const states: fc.Arbitrary<StatsState> = fc.record({
      part,
      statistic: part,
      range: part,
      year: part,
      who: part,
    });
    fc.assert(
      fc.property(states, part, (state, chosen) => {
        const read = () => readStatsState(state, chosen);
        try {
          expect(STATS_MENU.of(statsState('range', read())).length).toBeLessThanOrEqual(100);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
