import { Injectable, Logger } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { Clock, count } from '../common';
import { AppConfig } from '../config';
import { UnitOfWork } from '../database';
import { OutboxRepository, type Settled } from './persistence';

/** A few milliseconds' worth; others have the event loop and the database after each. */
const SLICE = 500;

/** Deletes messages that were settled longer ago than whoever hosts the bot wants to keep them. What is owed stays. */
@Injectable()
export class MessageRetention {
  private readonly logger = new Logger('Delivery');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Does nothing where they are kept for ever. @returns how many are gone. */
  async forgetOld(): Promise<number> {
    const { sent, refused } = this.config.keptMs;
    const forgotten = await this.forget({
      sentBefore: this.before(sent),
      refusedBefore: this.before(refused),
    });
    if (forgotten > 0) this.logger.log(`Deleted ${count(forgotten, 'old message')}`);
    return forgotten;
  }

  /**
   * Nothing is owed twice by it: a message about items is owed as they are stored, which happens to each once, and any
   * other has the day or the moment in its key.
   */
  async forget(settled: Settled): Promise<number> {
    if (settled.sentBefore === null && settled.refusedBefore === null) return 0;
    let forgotten = 0;
    for (let afterId = 0; ;) {
      const page = await this.unitOfWork.run(() => this.outbox.forgetSettled(afterId, settled, SLICE));
      if (!page) return forgotten;
      afterId = page.lastId;
      forgotten += page.forgotten;
      await nextTurn();
    }
  }

  private before(keptMs: number | null): Date | null {
    return keptMs === null ? null : new Date(this.clock.now().getTime() - keptMs);
  }
}
