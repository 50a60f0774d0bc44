import { Calendar } from './calendar';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);

function dayLengths(zone: string, hour: number, from: string, days: number): number[] {
  const calendar = new Calendar(zone, hour);
  const lengths: number[] = [];
  for (let day = calendar.dayOf(at(from)); lengths.length < days; day = calendar.dayOf(day.end)) {
    lengths.push((day.end - day.start) / HOUR);
  }
  return lengths;
}

describe('Calendar', () => {
  it.each([
    ['Europe/Berlin', 0, '2026-03-28T12:00:00Z', [24, 23, 24]],
    ['Europe/Berlin', 0, '2026-10-24T12:00:00Z', [24, 25, 24]],
    // Where the clock jumps over the start hour, the day begins at the jump.
    ['Europe/Berlin', 2, '2026-03-28T12:00:00Z', [24, 23, 24]],
    ['America/New_York', 3, '2026-03-07T12:00:00Z', [23, 24]],
    ['Australia/Lord_Howe', 0, '2026-04-04T00:00:00Z', [24, 24.5, 24]],
    ['Asia/Kathmandu', 0, '2026-01-01T00:00:00Z', [24, 24]],
    // Midnight itself does not exist on the day that summer time began.
    ['America/Sao_Paulo', 0, '2018-11-03T12:00:00Z', [24, 23, 24]],
    ['America/Sao_Paulo', 0, '2018-02-17T12:00:00Z', [25, 24]],
    // There was no 30 December.
    ['Pacific/Apia', 0, '2011-12-29T12:00:00Z', [24, 24, 24]],
  ])('gives %s, from %d o’clock, the days of %s their lengths', (zone, hour, from, lengths) => {
    expect(dayLengths(zone, hour, from, lengths.length)).toEqual(lengths);
  });

  it('has no day for a date that the zone skipped', () => {
    const calendar = new Calendar('Pacific/Apia', 0);
    const before = calendar.dayOf(at('2011-12-30T09:00:00Z'));
    const after = calendar.dayOf(before.end);

    expect(
      [before.index, after.index].map((index) => new Date(index * 24 * HOUR).toISOString().slice(0, 10)),
    ).toEqual(['2011-12-29', '2011-12-31']);
  });

  it('begins weeks on Monday and lets whole days fill months and years', () => {
    const calendar = new Calendar('Asia/Kathmandu', 4);
    const instant = at('2026-02-18T00:00:00Z');

    expect(new Date(calendar.periodOf('week', instant).start).toISOString()).toBe('2026-02-15T22:15:00.000Z');
    expect(calendar.periodOf('month', instant)).toEqual({
      start: at('2026-01-31T22:15:00Z'),
      end: at('2026-02-28T22:15:00Z'),
    });
    expect(calendar.periodOf('year', instant).end).toBe(at('2026-12-31T22:15:00Z'));
  });

  it('gives an hour that happens twice both, and one that is jumped over none', () => {
    const calendar = new Calendar('Europe/Berlin', 0);
    const hours = (from: string, to: string): [number, number][] =>
      [...calendar.splitByHour(at(from), at(to))].map(({ hour, ms }) => [hour % 24, ms / HOUR]);

    expect(hours('2026-10-24T23:30:00Z', '2026-10-25T02:15:00Z')).toEqual([
      [1, 0.5],
      [2, 1],
      [2, 1],
      [3, 0.25],
    ]);
    expect(hours('2026-03-29T00:30:00Z', '2026-03-29T02:00:00Z')).toEqual([
      [1, 0.5],
      [3, 1],
    ]);
  });
});
