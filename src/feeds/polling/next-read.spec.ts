import fc from 'fast-check';

import { nextReadWhenDue } from './next-read';

const startedAt = new Date('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const after = (dueMs: number | null, random = 0, pollIntervalMs = MINUTE): number => {
  const dueAt = dueMs === null ? null : new Date(startedAt.getTime() + dueMs);
  return nextReadWhenDue({ startedAt, pollIntervalMs, dueAt }, () => random).getTime() - startedAt.getTime();
};

describe('nextReadWhenDue', () => {
  it('waits ten minutes while nothing is due', () => {
    expect(after(null)).toBe(10 * MINUTE);
    expect(after(2 * 60 * MINUTE)).toBe(10 * MINUTE);
  });

  it('reads a minute and a little after what is due', () => {
    expect(after(5 * MINUTE)).toBe(6 * MINUTE);
    expect(after(5 * MINUTE, 0.999)).toBeLessThan(6 * MINUTE + 15_000);
  });

  it('shrinks with the poll interval', () => {
    expect(after(null, 0, 1_000)).toBe(10_000);
    expect(after(3_000, 0, 1_000)).toBe(4_000);
  });

  it('never reads more often than the poll interval and never waits longer than ten minutes', () => {
    const due = fc.option(fc.integer({ min: -10 * MINUTE, max: 100 * MINUTE }));
    fc.assert(
      fc.property(due, fc.double({ min: 0, max: 0.999, noNaN: true }), (dueMs, random) => {
        const waitMs = after(dueMs, random);
        expect(waitMs).toBeGreaterThanOrEqual(MINUTE);
        expect(waitMs).toBeLessThanOrEqual(10 * MINUTE);
      }),
    );
  });
});
