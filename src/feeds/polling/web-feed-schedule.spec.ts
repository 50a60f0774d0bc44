import fc from 'fast-check';

import {
  nextReadAt,
  nextTryAt,
  type Rhythm,
  rhythmAfterNews,
  rhythmAfterNothing,
  usualGapMs,
} from './web-feed-schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date('2026-11-22T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const unknown: Rhythm = { intervalMs: 30 * MINUTE, gapMs: null, latestAt: null };
const weekly = [0, 1, 2, 3].map((weeks) => ago(weeks * 7 * DAY));

/** Minutes until the next read, which jitter moves by a tenth. */
const wait = (rhythm: Rhythm, at = now, feedId = 1): number =>
  (nextReadAt(feedId, rhythm, at, 0).getTime() - at.getTime()) / MINUTE;

describe('usualGapMs', () => {
  it('is the one in the middle, so that a pause or a burst does not count', () => {
    expect(usualGapMs([0, 1, 2, 3, 40, 41].map((days) => ago(days * DAY)))).toBe(DAY);
  });

  it('is unknown for fewer than three instants', () => {
    expect(usualGapMs([])).toBeNull();
    expect(usualGapMs([now, ago(DAY), ago(DAY)])).toBeNull();
  });
});

describe('the rhythm of a feed', () => {
  it('follows its items', () => {
    const daily = rhythmAfterNews(
      unknown,
      [0, 1, 2].map((days) => ago(days * DAY)),
    );
    expect(daily).toEqual({ intervalMs: 3 * HOUR, gapMs: DAY, latestAt: now });
    expect(wait(daily)).toBeGreaterThan(2.6 * 60);
    expect(wait(daily)).toBeLessThan(3.4 * 60);
  });

  it('becomes faster with news of unknown date and slower without news', () => {
    expect(rhythmAfterNews(unknown, []).intervalMs).toBe(15 * MINUTE);
    expect(rhythmAfterNothing(unknown).intervalMs).toBe(45 * MINUTE);
    let rhythm = unknown;
    for (let reads = 0; reads < 20; reads += 1) rhythm = rhythmAfterNothing(rhythm);
    expect(rhythm.intervalMs).toBe(DAY);
  });

  it('brings a read about when the next item is expected, and more often while it is overdue', () => {
    const rhythm = rhythmAfterNothing(rhythmAfterNews(unknown, weekly));
    expect(wait(rhythm, ago(-7 * DAY + 30 * MINUTE))).toBeLessThan(40);
    expect(wait(rhythm, ago(-7 * DAY - MINUTE))).toBeLessThan(6);
    expect(wait(rhythm, ago(-7 * DAY - 2 * HOUR))).toBeLessThan(70);
    expect(wait(rhythm, ago(-12 * DAY))).toBeGreaterThan(20 * 60);
  });
});

describe('nextReadAt', () => {
  it('lies within five minutes and a day, the same for a feed every time but not for all feeds', () => {
    const rhythms = fc.record({
      intervalMs: fc.nat(3 * DAY),
      gapMs: fc.option(fc.nat(90 * DAY)),
      latestAt: fc.option(fc.nat(365 * DAY).map(ago)),
    });
    fc.assert(
      fc.property(rhythms, fc.nat(), (rhythm, feedId) => {
        expect(wait(rhythm, now, feedId)).toBeGreaterThanOrEqual(5);
        expect(wait(rhythm, now, feedId)).toBeLessThanOrEqual(24 * 60);
        expect(wait(rhythm, now, feedId)).toBe(wait(rhythm, now, feedId));
      }),
    );
    const waits = Array.from({ length: 50 }, (_, feedId) => wait(unknown, now, feedId));
    expect(new Set(waits).size).toBeGreaterThan(40);
  });

  it('is not before the server wants', () => {
    expect(nextReadAt(1, unknown, now, 6 * HOUR)).toEqual(ago(-6 * HOUR));
  });
});

describe('nextTryAt', () => {
  it('waits twice as long with each failure, up to a day', () => {
    const waits = [1, 2, 3, 30].map(
      (failures) => nextTryAt(7, failures, now, null).getTime() - now.getTime(),
    );
    expect(waits[1]).toBeGreaterThan(8 * MINUTE);
    expect(waits[2]).toBe((waits[1] ?? 0) * 2);
    expect(waits[3]).toBe(DAY);
  });

  it('is not before the server wants', () => {
    expect(nextTryAt(7, 1, now, ago(-3 * HOUR))).toEqual(ago(-3 * HOUR));
  });
});
