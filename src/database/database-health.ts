import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { count } from '../common';
import { DatabaseTroubleError } from './database.errors';
import { cureOf, inWords, type Trouble, troubleOf } from './database-trouble';

/** How often at most the log says that a trouble goes on. */
const REPEAT_MS = 5 * 60_000;

/**
 * Whether the database can be written. What keeps it from that is said in one line when it begins, now and then while it
 * lasts, and once when it is over, however many fail meanwhile.
 */
@Injectable()
export class DatabaseHealth {
  private readonly logger = new Logger('Database');
  private current: { readonly trouble: Trouble; readonly line: string } | null = null;
  private readonly saidAt = new Map<Trouble, number>();
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

  /** @throws DatabaseTroubleError when it is damaged, which grows with what is written over it. */
  assertSound(): void {
    if (this.current?.trouble === 'damaged') throw new DatabaseTroubleError('damaged');
  }

  /**
   * To be told of what a statement failed with.
   * @returns what is to be thrown: a DatabaseTroubleError where the file is to blame, otherwise the error itself.
   */
  met(error: unknown): unknown {
    const trouble = troubleOf(error);
    if (trouble === null) return error;
    this.failed += 1;
    if (this.current?.trouble !== 'damaged') this.current = { trouble, line: this.line(trouble, error) };
    this.say(this.current.trouble);
    return new DatabaseTroubleError(trouble, { cause: error });
  }

  /** Something was written. */
  wrote(): void {
    if (this.current === null || this.current.trouble === 'damaged') return;
    this.current = null;
    if (this.isSaid) {
      this.logger.log(`The database can be written again; ${count(this.failed, 'attempt')} had failed`);
    }
    this.isSaid = false;
    this.failed = 0;
  }

  private line(trouble: Trouble, error: unknown): string {
    const path = String(this.dataSource.options.database);
    const until =
      trouble === 'damaged' ? 'nothing is written to it until then' : 'the bot then goes on by itself';
    return `${inWords(trouble, path, error)}. ${cureOf(trouble)}; ${until}`;
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
