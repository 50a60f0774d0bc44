import { Clock } from '../../src/common';

/** Stands still until it is moved. */
export class SettableClock extends Clock {
  private time = Date.parse('2026-11-22T12:00:00Z');

  now(): Date {
    return new Date(this.time);
  }

  pass(ms: number): void {
    this.time += ms;
  }

  /** In epoch milliseconds. */
  set(time: number): void {
    this.time = time;
  }
}
