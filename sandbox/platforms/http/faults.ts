import type { Dice } from './disorder';

export interface Fault {
  /** Answer with this instead of the real answer; without a body, the platform's own error shape is sent. */
  status?: number;
  /** A string is sent as HTML when it starts with `<`, else as it is under the platform's content type. */
  body?: string | object;
  headers?: Record<string, string>;
  /** Wait before answering; alone, the real answer follows. */
  delayMs?: number;
  /** Cut the connection instead of answering. */
  drop?: boolean;
  /** Send the real answer with its second half missing. */
  truncate?: boolean;
  /** Send the real answer changed like this. */
  rewrite?: (answer: unknown) => unknown;
}

const UNDER_MAINTENANCE =
  '<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body><h1>503</h1></body></html>';

/** What a test makes go wrong. Each fault hits the next `times` requests, in the order they were asked for. */
export class Faults {
  private queue: { fault: Fault; left: number }[] = [];
  private isOut = false;
  private dice: Dice | null = null;

  next(fault: Fault & { times?: number }): void {
    const { times = 1, ...rest } = fault;
    this.queue.push({ fault: rest, left: times });
  }

  /** While true every request is answered 503 in the platform's error shape; queued faults wait. */
  outage(isOut: boolean): void {
    this.isOut = isOut;
  }

  get isOutage(): boolean {
    return this.isOut;
  }

  /** While dice are given, rows come in any order and some of them twice; null ends it. */
  disorder(dice: Dice | null): void {
    this.dice = dice;
  }

  get disorderDice(): Dice | null {
    return this.dice;
  }

  /** A proxy's HTML page where JSON was expected. */
  html(times = 1): void {
    this.next({ status: 503, body: UNDER_MAINTENANCE, times });
  }

  /** Status 200 with JSON that breaks off in the middle. */
  malformed(times = 1): void {
    this.next({ truncate: true, times });
  }

  clear(): void {
    this.queue = [];
    this.isOut = false;
    this.dice = null;
  }

  /** The fault of the request that has just arrived, used up by this call. */
  take(): Fault | null {
    if (this.isOut) return { status: 503 };
    const first = this.queue[0];
    if (first === undefined) return null;
    first.left -= 1;
    if (first.left <= 0) this.queue.shift();
    return first.fault;
  }
}
