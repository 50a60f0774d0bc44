const MINUTE_MS = 60_000;
const FAILURES_TO_SHUT = 5;
const FIRST_PAUSE_MS = 10 * MINUTE_MS;
const LONGEST_PAUSE_MS = 120 * MINUTE_MS;
/** The oldest are forgotten first; their feeds wait by themselves. */
const MOST_HOSTS = 5_000;

interface Trouble {
  readonly failures: number;
  readonly shutUntil: number;
  readonly pauseMs: number;
}

/**
 * Which hosts are left alone: those that asked for it and those that failed again and again. After the pause one
 * request tries; when that fails the next pause is twice as long.
 */
export class WebFeedHosts {
  private readonly troubled = new Map<string, Trouble>();

  succeeded(host: string): void {
    this.troubled.delete(host);
  }

  failed(host: string, now: Date, retryAt: Date | null): void {
    const before = this.troubled.get(host);
    const failures = (before?.failures ?? 0) + 1;
    const isShut = failures >= FAILURES_TO_SHUT;
    const pauseMs = isShut ? Math.min((before?.pauseMs ?? 0) * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS) : 0;
    const shutUntil = Math.max(now.getTime() + pauseMs, retryAt?.getTime() ?? 0);
    this.troubled.delete(host);
    this.troubled.set(host, { failures, shutUntil, pauseMs });
    const [oldest] = this.troubled.keys();
    if (this.troubled.size > MOST_HOSTS && oldest !== undefined) this.troubled.delete(oldest);
  }

  listShut(now: Date): string[] {
    return [...this.troubled].flatMap(([host, { shutUntil }]) => (shutUntil > now.getTime() ? [host] : []));
  }
}
