import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Delays {
  readonly 'p50 delay (ms)': string;
  readonly 'p99 delay (ms)': string;
  readonly 'max delay (ms)': string;
  /** Of CPU, in the turn that took most of it: what a machine without other work would see, garbage collection included. */
  readonly 'longest turn (CPU ms)': string;
}

/** How late the event loop is, and how much of that this process caused itself. */
export class LoopProbe {
  private readonly delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  private isOn = true;
  private readonly turns: Promise<number>;

  constructor() {
    this.delay.enable();
    this.turns = this.watch();
  }

  async end(): Promise<Delays> {
    // A delay lies between two turns of a timer.
    await sleep(5);
    this.isOn = false;
    const longest = await this.turns;
    this.delay.disable();
    return {
      'p50 delay (ms)': (this.delay.percentile(50) / 1e6).toFixed(1),
      'p99 delay (ms)': (this.delay.percentile(99) / 1e6).toFixed(1),
      'max delay (ms)': (this.delay.max / 1e6).toFixed(1),
      'longest turn (CPU ms)': longest.toFixed(1),
    };
  }

  private async watch(): Promise<number> {
    let longest = 0;
    let before = cpuMs();
    while (this.isOn) {
      await sleep(1);
      const now = cpuMs();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  }
}

/** Of this process so far, all of its threads. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
