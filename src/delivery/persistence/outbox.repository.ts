import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { OutboxMessageEntity, type OutboxState } from './outbox-message.entity';
import { CLAIM_DUE, OWE } from './outbox.sql';

export interface OwedMessage {
  readonly subscriberId: number;
  readonly kind: string;
  /** Anything that JSON can hold. */
  readonly payload: unknown;
  readonly dedupeKey: string;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date;
}

type Outcome = Partial<Omit<OutboxMessageEntity, 'payload'>>;

@Injectable()
export class OutboxRepository extends TableRepository<OutboxMessageEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, OutboxMessageEntity);
  }

  /** Owes these messages, in this order, except those owed before. @returns how many are new. */
  async owe(messages: readonly OwedMessage[]): Promise<number> {
    const rows = messages.map((message) => ({
      ...message,
      payload: JSON.stringify(message.payload),
      nonce: randomBytes(12).toString('hex'),
      createdAt: message.createdAt.getTime(),
      nextAttemptAt: message.nextAttemptAt.getTime(),
    }));
    const inserted: unknown[] = await this.writer.query(OWE, [JSON.stringify(rows)]);
    return inserted.length;
  }

  /**
   * Leases up to `limit` messages that are due, and counts the attempt. Only a subscriber's oldest pending message is
   * given out, so that its messages arrive in the order they were owed; nothing for subscribers that Discord does not
   * let us reach. @returns them in that order.
   */
  async claimDue(now: Date, leaseUntil: Date, limit: number): Promise<OutboxMessageEntity[]> {
    const parameters = [leaseUntil.getTime(), now.getTime(), now.getTime(), limit];
    const claimed: { id: number }[] = await this.writer.query(CLAIM_DUE, parameters);
    return this.writer
      .createQueryBuilder(OutboxMessageEntity, 'message')
      .where('message.id IN (SELECT value FROM json_each(:ids))', {
        ids: JSON.stringify(claimed.map(({ id }) => id)),
      })
      .orderBy('message.id')
      .getMany();
  }

  /** Discord took it. Like the three below: false, and nothing changes, when the message is settled already. */
  sent(id: number, channelId: Snowflake, messageId: Snowflake, at: Date): Promise<boolean> {
    return this.settle(id, { state: 'sent', channelId, messageId, settledAt: at, lastError: null });
  }

  /** Not now: it stays owed and is free to be claimed from `nextAttemptAt` on. */
  retry(id: number, nextAttemptAt: Date, error: string): Promise<boolean> {
    return this.settle(id, { nextAttemptAt, lastError: error });
  }

  /** Discord refused it for good. */
  refused(id: number, error: string, at: Date): Promise<boolean> {
    return this.settle(id, { state: 'refused', settledAt: at, lastError: error });
  }

  /** We no longer want it sent. */
  withdrawn(id: number, reason: string, at: Date): Promise<boolean> {
    return this.settle(id, { state: 'withdrawn', settledAt: at, lastError: reason });
  }

  /** Ends every lease, for a start after a crash. @returns how many there were. */
  async releaseLeases(): Promise<number> {
    const result = await this.writer
      .createQueryBuilder()
      .update(OutboxMessageEntity)
      .set({ leaseUntil: null })
      .where(`state = 'pending' AND lease_until IS NOT NULL`)
      .execute();
    return result.affected ?? 0;
  }

  /** Gives claimed messages back without an attempt having been made. */
  async release(ids: readonly number[]): Promise<void> {
    await this.writer
      .createQueryBuilder()
      .update(OutboxMessageEntity)
      .set({ leaseUntil: null, attempts: () => 'attempts - 1' })
      .where(`state = 'pending' AND lease_until IS NOT NULL`)
      .andWhere('id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(ids) })
      .execute();
  }

  async countByState(): Promise<Record<OutboxState, number>> {
    const rows = await this.reader
      .createQueryBuilder(OutboxMessageEntity, 'message')
      .select('message.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .groupBy('message.state')
      .getRawMany<{ state: OutboxState; count: number }>();
    const counts = { pending: 0, sent: 0, refused: 0, withdrawn: 0 };
    for (const { state, count } of rows) counts[state] = count;
    return counts;
  }

  private async settle(id: number, outcome: Outcome): Promise<boolean> {
    const where = { id, state: 'pending' as const };
    const result = await this.writer.update(OutboxMessageEntity, where, { ...outcome, leaseUntil: null });
    return result.affected !== 0;
  }
}
