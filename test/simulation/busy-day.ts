import { SettableClock } from '../support/settable-clock';
import type { Day } from './day';
import { MOMENTS } from './killer';
import type { LivingBot, Manner } from './manner';
import { SimulatedBot } from './simulated-bot';
import type { SharedClock } from './surroundings';

/** A single day full of events, in small steps, for a bot that does its work when it is told to. */
export class BusyDay implements Manner {
  readonly days = 1;
  readonly share = 1;
  readonly clock: SharedClock;

  constructor(
    readonly seed: number,
    readonly hours: number,
    private readonly kills: number,
  ) {
    const clock = new SettableClock();
    this.clock = {
      now: () => clock.now().getTime(),
      pass: (ms) => {
        clock.pass(ms);
      },
    };
  }

  startBot({ surroundings, log }: Day): Promise<LivingBot> {
    return SimulatedBot.start(surroundings, log);
  }

  stepMs({ random }: Day): number {
    return random.integer(10, 60) * 1_000;
  }

  planDay(day: Day): void {
    for (let n = 0; n < this.kills; n++)
      day.planKill(MOMENTS[(n + this.seed) % MOMENTS.length] ?? MOMENTS[0]);
    day.planLongKill();
  }

  afterStep(): Promise<void> {
    return Promise.resolve();
  }
}
