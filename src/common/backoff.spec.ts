import fc from 'fast-check';

import { backoffDelayMs } from './backoff';

describe('backoffDelayMs', () => {
  it('stays within half the base and the cap, whatever the attempt and the dice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (baseMs, extra, attempt, dice) => {
          const capMs = baseMs + extra;
          const delay = backoffDelayMs({ baseMs, capMs }, attempt, () => dice);
          expect(delay).toBeGreaterThanOrEqual(Math.floor(baseMs / 2));
          expect(delay).toBeLessThanOrEqual(capMs);
        },
      ),
    );
  });

  it('grows twofold until the cap', () => {
    const policy = { baseMs: 1000, capMs: 5000 };
    expect([1, 2, 3, 4, 9].map((attempt) => backoffDelayMs(policy, attempt, () => 1))).toEqual([
      1000, 2000, 4000, 5000, 5000,
    ]);
  });
});
