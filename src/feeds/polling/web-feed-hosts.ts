import { type BreakerPolicy, HostBreaker } from '../platforms/http';

const MINUTE_MS = 60_000;
const POLICY: BreakerPolicy = { failures: 5, firstPauseMs: 10 * MINUTE_MS, longestPauseMs: 120 * MINUTE_MS };
/** The oldest are forgotten first; their feeds wait by themselves. */
const MOST_HOSTS = 5_000;

/** Which hosts are left alone: those that asked for it and those that failed again and again. */
export class WebFeedHosts {
  private readonly troubled = new Map<string, HostBreaker>();

  succeeded(host: string): void {
    this.troubled.delete(host);
  }

  failed(host: string, now: Date, retryAt: Date | null): void {
    const breaker = this.troubled.get(host) ?? new HostBreaker(POLICY);
    breaker.failed({ detail: host, retryAt }, now);
    this.troubled.delete(host);
    this.troubled.set(host, breaker);
    const [oldest] = this.troubled.keys();
    if (this.troubled.size > MOST_HOSTS && oldest !== undefined) this.troubled.delete(oldest);
  }

  listShut(now: Date): string[] {
    return [...this.troubled].flatMap(([host, breaker]) => (breaker.pauseAt(now) === null ? [] : [host]));
  }
}
