/** Without a generator done at once; with one in slices: each `yield` lets the event loop turn. */
export type Task = () => Generator<void> | undefined;

/** Tasks one after the other, in the order they came; at once when nobody waits. One that fails is over. */
export class TaskLine {
  private readonly waiting: Task[] = [];
  private current: Generator<void> | undefined;

  constructor(private readonly onError: (error: unknown) => void) {}

  run(task: Task): void {
    this.waiting.push(task);
    if (!this.current && this.waiting.length === 1) this.advance();
  }

  /** Does everything that waits without letting the event loop turn. */
  finish(): void {
    while (!this.isIdle) this.step();
  }

  get isIdle(): boolean {
    return !this.current && this.waiting.length === 0;
  }

  private advance(): void {
    do this.step();
    while (!this.current && !this.isIdle);
    if (this.current) {
      setImmediate(() => {
        if (!this.isIdle) this.advance();
      });
    }
  }

  private step(): void {
    try {
      if (this.current) {
        if (this.current.next().done) this.current = undefined;
      } else {
        this.current = this.waiting[0]?.();
        this.waiting.shift();
      }
    } catch (error) {
      if (this.current) this.current = undefined;
      else this.waiting.shift();
      this.onError(error);
    }
  }
}
