import { duration } from './duration';

describe('duration', () => {
  it.each([
    [0, '0 min'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h 00 min'],
    [11_100_000, '3 h 05 min'],
    [4_330_800_000, '1,203 h 00 min'],
  ])('shows %d ms as %s', (ms, shown) => {
    expect(duration(ms)).toBe(shown);
  });
});
