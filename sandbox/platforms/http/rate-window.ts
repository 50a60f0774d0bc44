export interface RateVerdict {
  readonly allowed: boolean;
  readonly remaining: number;
  /** UTC epoch milliseconds: when to come back after a refusal, or when the oldest request stops counting. */
  readonly resetAt: number;
}

/** Sliding window; whoever exceeds it is shut out for `penaltyMs`, whatever else they send meanwhile. */
export class RateWindow {
  private readonly acceptedAt: number[] = [];
  private shutUntil = 0;

  constructor(
    readonly limit: number,
    private readonly windowMs: number,
    private readonly penaltyMs: number,
    private readonly now: () => number,
  ) {}

  take(): RateVerdict {
    const now = this.now();
    while (this.acceptedAt[0] !== undefined && this.acceptedAt[0] <= now - this.windowMs)
      this.acceptedAt.shift();
    if (now >= this.shutUntil && this.acceptedAt.length >= this.limit) this.shutUntil = now + this.penaltyMs;
    if (now < this.shutUntil) return { allowed: false, remaining: 0, resetAt: this.shutUntil };
    this.acceptedAt.push(now);
    const oldest = this.acceptedAt[0] ?? now;
    return { allowed: true, remaining: this.limit - this.acceptedAt.length, resetAt: oldest + this.windowMs };
  }
}
