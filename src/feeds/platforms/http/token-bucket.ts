import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../common';

export interface Pace {
  /** What may be sent within any one minute, the burst included. */
  readonly perMinute: number;
  /** How many may go out without waiting after a quiet time. */
  readonly burst: number;
}

/**
 * Spaces requests. `take` is called by one caller at a time. A full bucket plus a minute's refill never exceeds
 * `perMinute`.
 */
export class TokenBucket {
  private tokens: number;
  private refilledAt: Date;
  private intervalMs: number;

  constructor(
    private readonly pace: Pace,
    private readonly clock: Clock,
  ) {
    this.tokens = pace.burst;
    this.refilledAt = clock.now();
    this.intervalMs = intervalOf(pace.perMinute, pace.burst);
  }

  async take(signal: AbortSignal): Promise<void> {
    this.refill();
    if (this.tokens >= 1) {
      this.tokens -= 1;
      return;
    }
    await sleep((1 - this.tokens) * this.intervalMs, undefined, { signal });
    // The wait itself earned the token: a clock that stands still (in tests, after a correction) must not stall us.
    this.tokens = 0;
    this.refilledAt = this.clock.now();
  }

  /** The host allows this many in a minute. It can only slow us down: AniList has announced 90 while enforcing 30. */
  limit(perMinute: number): void {
    this.refill();
    this.intervalMs = intervalOf(Math.min(perMinute, this.pace.perMinute), this.pace.burst);
  }

  private refill(): void {
    const now = this.clock.now();
    const elapsedMs = Math.max(0, now.getTime() - this.refilledAt.getTime());
    this.tokens = Math.min(this.pace.burst, this.tokens + elapsedMs / this.intervalMs);
    this.refilledAt = now;
  }
}

function intervalOf(perMinute: number, burst: number): number {
  return 60_000 / Math.max(perMinute - burst, 1);
}
