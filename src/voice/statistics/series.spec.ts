import fc from 'fast-check';

import { byHourOfDay, byMonth, byWeek, mostOf, sumOf, weekdayOf } from './series';

const DAY = 86_400_000;

/** Days in a row, as answers have them. */
const days = fc
  .record({
    first: fc.integer({ min: 10_000, max: 40_000 }),
    amounts: fc.array(fc.integer({ min: 0, max: 25 * 3_600_000 }), { maxLength: 800 }),
  })
  .map(({ first, amounts }) =>
    amounts.map((ms, index) => {
      const start = (first + index) * DAY;
      return { start, end: start + DAY, date: new Date(start).toISOString().slice(0, 10), ms };
    }),
  );

describe('sums of days', () => {
  it('by week and by month add up to the days, in order, and begin on Mondays and firsts', () => {
    fc.assert(
      fc.property(days, (given) => {
        const [weeks, months] = [byWeek(given), byMonth(given)];
        expect([sumOf(weeks), sumOf(months)]).toEqual([sumOf(given), sumOf(given)]);
        for (const sums of [weeks, months]) {
          const dates = sums.map(({ date }) => date);
          expect(dates).toEqual([...new Set(dates)].sort());
        }
        expect(weeks.every(({ date }) => new Date(date).getUTCDay() === 1)).toBe(true);
        expect(months.every(({ date }) => date.endsWith('-01'))).toBe(true);
        const [day, week, month] = [given, weeks, months].map(
          (sums) => mostOf<{ ms: number }>(sums)?.ms ?? 0,
        );
        expect(week).toBeGreaterThanOrEqual(day ?? 0);
        expect(month).toBeGreaterThanOrEqual(day ?? 0);
      }),
    );
  });

  it('put a day into the week of its Monday, also over the end of a year', () => {
    const on = (date: string) => ({ start: 0, end: 0, date, ms: 1 });
    const given = ['2024-12-29', '2024-12-30', '2025-01-05', '2025-01-06'].map(on);
    expect(byWeek(given)).toEqual([
      { date: '2024-12-23', ms: 1 },
      { date: '2024-12-30', ms: 2 },
      { date: '2025-01-06', ms: 1 },
    ]);
    expect(['2024-02-29', '2026-11-23', '1969-12-31'].map(weekdayOf)).toEqual([3, 0, 2]);
  });
});

describe('sums of hours', () => {
  it('of the day add up to the week', () => {
    const hours = fc.array(fc.nat({ max: 10 ** 12 }), { minLength: 168, maxLength: 168 });
    fc.assert(
      fc.property(hours, (week) => {
        const day = byHourOfDay(week);
        expect(day).toHaveLength(24);
        expect(day.reduce((sum, ms) => sum + ms, 0)).toBe(week.reduce((sum, ms) => sum + ms, 0));
      }),
    );
  });
});
