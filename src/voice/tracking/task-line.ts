/** Without a generator done at once; with one in slices: each `yield` lets the event loop turn. */
export type Task = () => Generator<void> | undefined;

/** Members or tasks that are dealt with between two turns of the event loop: about a millisecond's work. */
const SLICE = 250;

/** Does the same with each value, in slices. */
export function* sliced<T>(values: Iterable<T>, work: (value: T) => void): Generator<void> {
  let count = 0;
  for (const value of values) {
    if (++count % SLICE === 0) yield;
    work(value);
  }
}

/**
 * Tasks one after the other, in the order they came, and nothing between the slices of one; at once when nobody waits.
 * One that fails is over.
 */
export class TaskLine {
  private readonly waiting: Task[] = [];
  private current: Generator<void> | undefined;
  private nextTurn: NodeJS.Immediate | undefined;

  constructor(private readonly onError: (error: unknown) => void) {}

  run(task: Task): void {
    this.waiting.push(task);
    if (!this.nextTurn) this.advance();
  }

  /** Does everything that waits without letting the event loop turn. */
  finish(): void {
    clearImmediate(this.nextTurn);
    this.nextTurn = undefined;
    while (!this.isIdle) this.step();
  }

  get isIdle(): boolean {
    return !this.current && this.waiting.length === 0;
  }

  private advance(): void {
    this.nextTurn = undefined;
    for (let steps = 0; steps < SLICE && !this.isIdle; steps++) if (!this.step()) break;
    if (this.isIdle) return;
    this.nextTurn = setImmediate(() => {
      this.advance();
    });
  }

  /** @returns false when the event loop is to turn first. */
  private step(): boolean {
    try {
      this.current ??= this.waiting.shift()?.();
      if (this.current?.next().done === false) return false;
    } catch (error) {
      this.current = undefined;
      this.onError(error);
    }
    this.current = undefined;
    return true;
  }
}
