import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Discord takes 50 requests a second of a bot
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit); the rest is for people's commands.
 */
const REQUESTS_PER_SECOND = 48;

/**
 * Spaces requests evenly. The client's own global limit lets 50 go at once: where the way to Discord takes now 30 ms and
 * now 70, two such bursts meet within one of Discord's seconds and cost a 429 for each request too many.
 */
export class SendingPace {
  private readonly intervalMs: number;
  private next = 0;

  constructor(requestsPerSecond = REQUESTS_PER_SECOND) {
    this.intervalMs = 1000 / requestsPerSecond;
  }

  /** Resolves when the next request may go. Runs on real time, as the limit does. */
  async turn(): Promise<void> {
    const now = performance.now();
    const slot = Math.max(now, this.next);
    this.next = slot + this.intervalMs;
    if (slot > now) await sleep(slot - now);
  }

  /**
   * The client holds a request back until the global limit is over, `ms` from now. Nothing new joins it, and what is
   * held keeps its share of the second that follows: they all go at once then.
   */
  held(ms: number): void {
    this.next = Math.max(this.next, performance.now() + ms) + this.intervalMs;
  }
}
