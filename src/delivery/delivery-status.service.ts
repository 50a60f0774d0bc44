import { Injectable } from '@nestjs/common';

import { OutboxRepository } from './persistence';

/** Counting further would cost time and tell nobody anything. */
export const COUNTED_UP_TO = 10_000;
const DEAD_LETTERS = 5;

/** What is on its way to one subscriber, and what never got there. */
export interface DeliveryStatus {
  /** Messages that wait to be sent; `COUNTED_UP_TO` stands for that many or more. */
  readonly owed: number;
  /** The message that goes next, when Discord did not take it before. */
  readonly retrying: {
    readonly attempts: number;
    readonly error: string;
    readonly nextAttemptAt: Date;
  } | null;
  readonly refused: number;
  /** Newest first. */
  readonly deadLetters: readonly { readonly reason: string; readonly createdAt: Date }[];
}

@Injectable()
export class DeliveryStatusService {
  constructor(private readonly outbox: OutboxRepository) {}

  countOwed(subscriberId: number): Promise<number> {
    return this.outbox.countOwed(subscriberId, COUNTED_UP_TO);
  }

  async of(subscriberId: number): Promise<DeliveryStatus> {
    const next = await this.outbox.findNext(subscriberId);
    const deadLetters = await this.outbox.listRefused(subscriberId, DEAD_LETTERS);
    return {
      owed: await this.countOwed(subscriberId),
      retrying:
        next?.lastError == null
          ? null
          : { attempts: next.attempts, error: next.lastError, nextAttemptAt: next.nextAttemptAt },
      refused: await this.outbox.countRefused(subscriberId, COUNTED_UP_TO),
      deadLetters: deadLetters.map(({ lastError, createdAt }) => ({ reason: lastError ?? '', createdAt })),
    };
  }
}
