import fc from 'fast-check';

import { parseFeedDate } from './feed-date';

describe('parseFeedDate', () => {
  it.each([
    ['Sun, 22 Nov 2026 12:00:00 GMT', '2026-11-22T12:00:00.000Z'],
    ['Wednesday, 18 Nov 2026 14:00:00 GMT', '2026-11-18T14:00:00.000Z'],
    ['Sat, 22 Nov 2026 12:00:00 +0200', '2026-11-22T10:00:00.000Z'],
    ['Mo., 2 Sept. 2026 10:00:00 +0200', '2026-09-02T08:00:00.000Z'],
    ['22 Nov 26 12:00 EST', '2026-11-22T17:00:00.000Z'],
    ['Sun, 22 Nov 2026 12:00:00 CET', '2026-11-22T11:00:00.000Z'],
    ['Sun, 22 Nov 2026 12:00:00 JST', '2026-11-22T03:00:00.000Z'],
    ['Sun, 22 Nov 2026 12:00:00', '2026-11-22T12:00:00.000Z'],
    ['Nov 22, 2026 3:00 PM', '2026-11-22T15:00:00.000Z'],
    ['Nov 22, 2026 3:00 PM EST', '2026-11-22T20:00:00.000Z'],
    ['  2026-11-22T12:00:00.5Z\n', '2026-11-22T12:00:00.500Z'],
    ['2026-11-22T12:00:00-05:00', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22T12:00:00', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22 12:00:00', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22 12:00:00+00', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['22 Nov 2026', '2026-11-22T00:00:00.000Z'],
  ])('reads %p', (raw, expected) => {
    expect(parseFeedDate(raw)?.toISOString()).toBe(expected);
  });

  it.each(['', ' ', 'soon', 'Episode 5', '5', '2026', '0001-01-01T00:00:00Z', '1970-01-01', '2026-13-45'])(
    'makes nothing of %p',
    (raw) => {
      expect(parseFeedDate(raw)).toBeNull();
    },
  );

  it('reads back any date of a feed in either spelling', () => {
    const date = fc.date({ min: new Date('1990-01-02'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (instant) => {
        expect(parseFeedDate(instant.toISOString())).toEqual(instant);
        expect(parseFeedDate(instant.toUTCString())?.getTime()).toBe(
          Math.floor(instant.getTime() / 1_000) * 1_000,
        );
      }),
    );
  });
});
