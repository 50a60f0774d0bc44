/** The only source of the present time. Tests replace it; nothing else reads `Date.now()`. */
export abstract class Clock {
  abstract now(): Date;

  /** Milliseconds from some instant on, which nobody can set: where `now` goes another way, the clock was moved. */
  elapsedMs(): number {
    return this.now().getTime();
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  override elapsedMs(): number {
    return Number(process.hrtime.bigint() / 1_000_000n);
  }
}
