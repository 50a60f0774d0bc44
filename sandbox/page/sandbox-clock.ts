/** The time of the whole sandbox: the real one, moved ahead by whoever plays in it. */
export class SandboxClock {
  private ahead = 0;

  /** How far ahead of the real time, in milliseconds. */
  get offsetMs(): number {
    return this.ahead;
  }

  /** Epoch milliseconds. */
  readonly now = (): number => Date.now() + this.ahead;

  pass(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`Time does not run back by ${ms} ms`);
    this.ahead += ms;
  }
}
