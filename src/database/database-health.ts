import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { count } from '../common';
import { DatabaseTroubleError } from './database.errors';
import { advice, codeOf, type Trouble, troubleOf } from './database-trouble';

/** How often at most the log says that a trouble goes on. */
const REPEAT_MS = 5 * 60_000;
/** In which nothing may be written: damage grows with what is written over it, and a file without a name is lost. */
const HELD: ReadonlySet<Trouble> = new Set(['damaged', 'gone']);

/**
 * Whether the database can be written. What keeps it from that is said in one line when it begins, now and then while it
 * lasts, and once when it is over, however many fail meanwhile.
 */
@Injectable()
export class DatabaseHealth {
  private readonly logger = new Logger('Database');
  private current: { readonly trouble: Trouble; readonly line: string } | null = null;
  private readonly saidAt = new Map<Trouble, number>();
  private readonly waiting: (() => void)[] = [];
  private isSaid = false;
  private failed = 0;
  private spentMs = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** What is wrong and what to do about it, in one line; null while the database can be written. */
  get problem(): string | null {
    return this.current?.line ?? null;
  }

  /** Milliseconds that units of work have had the database for, since the start. */
  get busyMs(): number {
    return this.spentMs;
  }

  spent(ms: number): void {
    this.spentMs += ms;
  }

  /** Resolves when the present trouble is over, at once where there is none. */
  recovered(): Promise<void> {
    if (this.current === null) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** @throws DatabaseTroubleError when nothing may be written, whether or not it could be. */
  assertSound(): void {
    const trouble = this.current?.trouble;
    if (trouble && HELD.has(trouble)) throw new DatabaseTroubleError(trouble);
  }

  /** Whether the open file is still the one at its path. */
  isInPlace(isThere: boolean): void {
    if (!isThere) this.begin('gone');
    else if (this.current?.trouble === 'gone') this.over();
  }

  /**
   * To be told of what a statement failed with.
   * @returns what is to be thrown: a DatabaseTroubleError where the file is to blame, otherwise the error itself.
   */
  met(error: unknown): unknown {
    const trouble = troubleOf(error);
    if (trouble === null) return error;
    this.failed += 1;
    this.begin(trouble, codeOf(error));
    return new DatabaseTroubleError(trouble, { cause: error });
  }

  /** Something was written. */
  wrote(): void {
    if (this.current !== null && !HELD.has(this.current.trouble)) this.over();
  }

  private over(): void {
    this.current = null;
    if (this.isSaid) {
      this.logger.log(`The database can be written again; ${count(this.failed, 'attempt')} had failed`);
    }
    this.isSaid = false;
    this.failed = 0;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private begin(trouble: Trouble, code: string | null = null): void {
    const { trouble: present } = this.current ?? {};
    if (!present || !HELD.has(present)) this.current = { trouble, line: this.line(trouble, code) };
    this.say(this.current?.trouble ?? trouble);
  }

  private line(trouble: Trouble, code: string | null): string {
    const then = HELD.has(trouble) ? 'until then nothing is written' : 'the bot then goes on by itself';
    return `${advice(trouble, String(this.dataSource.options.database), code)}; ${then}`;
  }

  /** A trouble that comes and goes is no more often told than one that stays. */
  private say(trouble: Trouble): void {
    const now = performance.now();
    if (now - (this.saidAt.get(trouble) ?? -Infinity) < REPEAT_MS) return;
    this.saidAt.set(trouble, now);
    this.isSaid = true;
    const times = this.failed > 1 ? ` (${count(this.failed, 'attempt')} failed so far)` : '';
    this.logger.error(`${this.problem ?? ''}${times}`);
  }
}
