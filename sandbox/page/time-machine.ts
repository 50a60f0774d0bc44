import { setTimeout as sleep } from 'node:timers/promises';
import type { BotProcess } from '../bot-process';
import type { SandboxDiscord } from '../discord';
import type { SandboxClock } from './sandbox-clock';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What runs when time stands still may finish; longer than that nobody waits. */
const CALM_WITHIN_MS = 1_500;

/** Lets hours or days pass at once, for the sandbox and the bot alike, in steps small enough for what is scheduled. */
export class TimeMachine {
  /** What is left to pass, in milliseconds. */
  leftMs = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: SandboxClock,
    private readonly discord: SandboxDiscord,
    private readonly bot: () => BotProcess | null,
  ) {}

  /** Resolves when it has passed; several at a time pass one after the other. */
  pass(ms: number): Promise<void> {
    this.leftMs += ms;
    this.running = this.running.then(() => this.steps(ms));
    return this.running;
  }

  private async steps(totalMs: number): Promise<void> {
    const stepMs =
      totalMs <= 2 * HOUR_MS ? MINUTE_MS : totalMs <= 48 * HOUR_MS ? 5 * MINUTE_MS : 15 * MINUTE_MS;
    for (let leftMs = totalMs; leftMs > 0; leftMs -= stepMs) {
      const ms = Math.min(stepMs, leftMs);
      await this.calm();
      this.clock.pass(ms);
      await this.bot()?.advance(ms);
      this.leftMs -= ms;
    }
    await this.calm();
  }

  /** A message on its way must not seem to take minutes: Discord knows a repeated one for five only. */
  private async calm(): Promise<void> {
    const deadline = Date.now() + CALM_WITHIN_MS;
    await sleep(2);
    while (Date.now() < deadline && this.isBusy()) await sleep(2);
  }

  private isBusy(): boolean {
    return this.discord.requests.slice(-50).some(({ status, dropped }) => status === null && !dropped);
  }
}
