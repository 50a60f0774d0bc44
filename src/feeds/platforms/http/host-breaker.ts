import type { Pause } from '../platform';

/** A host is left alone after so many failures in a row, each time twice as long, up to the longest pause. */
export interface BreakerPolicy {
  readonly failures: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export interface Failure {
  readonly detail: string;
  /** The host itself said not to ask before this instant. */
  readonly retryAt: Date | null;
}

const SET_BACK_MS = 60_000;

/** Whether one host may be asked now. After each pause whoever asks first tries for all; a failure begins the next one. */
export class HostBreaker {
  private failures = 0;
  private pauseMs = 0;
  private pause: Pause | null = null;
  /** When that was said last. */
  private since = new Date(0);

  constructor(private readonly policy: BreakerPolicy) {}

  /** Null when the host may be asked. */
  pauseAt(now: Date): Pause | null {
    if (this.pause === null || now >= this.pause.until) return null;
    // By a clock that was set back it would last for as long as that, too.
    return now.getTime() < this.since.getTime() - SET_BACK_MS ? null : this.pause;
  }

  succeeded(): void {
    this.failures = 0;
    this.pauseMs = 0;
  }

  failed({ detail, retryAt }: Failure, now: Date): void {
    const { failures, firstPauseMs, longestPauseMs } = this.policy;
    this.failures += 1;
    if (retryAt !== null) this.rest(retryAt, detail, now);
    if (this.failures < failures) return;
    this.pauseMs = Math.min(this.pauseMs * 2 || firstPauseMs, longestPauseMs);
    this.rest(new Date(now.getTime() + this.pauseMs), detail, now);
  }

  /** Without blame: the host is not asked before `until`. Never shortens a pause. */
  rest(until: Date, because: string, now: Date): void {
    if (this.pauseAt(now) !== null && this.pause && until <= this.pause.until) return;
    this.pause = { until, because };
    this.since = now;
  }
}
