import type { Day } from './day';
import type { SharedClock } from './surroundings';

/** One line of the bot's log, with the simulated instant at which it was written. */
export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** The bot's process as the days see it. */
export interface LivingBot {
  /** From now on it is as late for the bot as for everybody. */
  setClock(): Promise<void>;
  /** It does what is due. @returns false when it died meanwhile because somebody killed it. */
  tick(): Promise<boolean>;
  /** It does what is due and what comes of that, to the end. @returns as above. */
  work(): Promise<boolean>;
  /** Ends it at whatever line it is, as a power cut does. */
  kill(): Promise<void>;
  /** Asks it to end. */
  stop(): Promise<void>;
}

/** How a bot is run and how the time passes for it. */
export interface Manner {
  readonly seed: number;
  readonly days: number;
  /** Of each day. */
  readonly hours: number;
  /** Of what happens on a full day, from 0 to 1. */
  readonly share: number;
  readonly clock: SharedClock;
  startBot(day: Day): Promise<LivingBot>;
  /** How long the next step is. */
  stepMs(day: Day): number;
  /** What else happens on the day. @param n counts from 0. */
  planDay(day: Day, n: number): void;
  afterStep(day: Day): Promise<void>;
}
