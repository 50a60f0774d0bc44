import fc from 'fast-check';
import { Clock } from '../../../common';
import { TokenBucket } from './token-bucket';

class SettableClock extends Clock {
  constructor(public ms = 0) {
    super();
  }
  now(): Date {
    return new Date(this.ms);
  }
}

const signal = new AbortController().signal;

/** Takes `count` tokens and returns how many came without a wait. */
async function takeAtOnce(bucket: TokenBucket, count: number): Promise<number> {
  for (let taken = 0; taken < count; taken += 1) {
    const giveUp = new AbortController();
    const take = bucket.take(giveUp.signal);
    const waited = Symbol();
    const first = await Promise.race([take, new Promise((resolve) => setImmediate(resolve, waited))]);
    if (first === waited) {
      giveUp.abort();
      await expect(take).rejects.toThrow();
      return taken;
    }
  }
  return count;
}

describe('TokenBucket', () => {
  it('lets a burst through and makes the next one wait', async () => {
    const bucket = new TokenBucket({ perMinute: 30, burst: 5 }, new SettableClock());
    expect(await takeAtOnce(bucket, 9)).toBe(5);
  });

  it('refills as the clock moves on, up to the burst', async () => {
    const clock = new SettableClock();
    const bucket = new TokenBucket({ perMinute: 30, burst: 5 }, clock);
    await takeAtOnce(bucket, 9);
    clock.ms += 2 * 2_400;
    expect(await takeAtOnce(bucket, 9)).toBe(2);
    clock.ms += 3_600_000;
    expect(await takeAtOnce(bucket, 9)).toBe(5);
  });

  it('slows down when the host allows less, but never speeds up', async () => {
    const clock = new SettableClock();
    const bucket = new TokenBucket({ perMinute: 30, burst: 5 }, clock);
    await takeAtOnce(bucket, 9);
    bucket.limit(10);
    clock.ms += 12_000;
    expect(await takeAtOnce(bucket, 9)).toBe(1);
    bucket.limit(9_000);
    clock.ms += 2_300;
    expect(await takeAtOnce(bucket, 9)).toBe(0);
  });

  it('goes on when the clock stands still or goes back', async () => {
    const clock = new SettableClock(1_000_000);
    const bucket = new TokenBucket({ perMinute: 6_001, burst: 1 }, clock);
    await bucket.take(signal);
    clock.ms = 0;
    const start = performance.now();
    for (let taken = 0; taken < 5; taken += 1) await bucket.take(signal);
    expect(performance.now() - start).toBeGreaterThan(40);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('never lets more through in a minute than agreed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5_000), { maxLength: 60 }), async (gapsMs) => {
        const clock = new SettableClock();
        const bucket = new TokenBucket({ perMinute: 28, burst: 5 }, clock);
        const sentAt: number[] = [];
        for (const gapMs of gapsMs) {
          clock.ms += gapMs;
          if ((await takeAtOnce(bucket, 1)) === 1) sentAt.push(clock.ms);
        }
        for (const start of sentAt) {
          expect(sentAt.filter((ms) => ms >= start && ms < start + 60_000).length).toBeLessThanOrEqual(28);
        }
      }),
      { numRuns: 50 },
    );
  });
});
