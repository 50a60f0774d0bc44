/** The only source of the present time. Tests replace it; nothing else reads `Date.now()`. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
