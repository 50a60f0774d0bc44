import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { OutboxMessageEntity, type OutboxState } from './outbox-message.entity';
import {
  CLAIM_DUE,
  FORGET_SETTLED,
  PAGE_BY_ID,
  PAGE_OF_PENDING,
  PAGE_OF_REFUSED,
  COUNT_OF_SUBSCRIBER,
  COUNT_OWED,
  COUNT_REFUSED,
  COUNT_UNSENT,
  DELETE_OF_SUBSCRIBER,
  LIST_REFUSED_BECAUSE,
  LIST_UNCLAIMED,
  OLDEST_SENDABLE,
  OWE,
  OWE_AGAIN,
  REWRITE,
  WITHDRAW_OLD_OF_REMOVED,
} from './outbox.sql';

export interface OwedMessage {
  readonly subscriberId: number;
  readonly kind: string;
  /** Anything that JSON can hold. */
  readonly payload: unknown;
  readonly dedupeKey: string;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date;
}

/** The part of a message that merging needs. */
export interface UnclaimedMessage {
  readonly id: number;
  readonly payload: unknown;
}

/** A message as it was claimed: rewritten meanwhile, it is another one and has another nonce. */
export type ClaimedMessage = Pick<OutboxMessageEntity, 'id' | 'nonce'>;

/** Until when messages must have been settled to be deleted; null where they are kept for ever. */
export interface Settled {
  /** Those that arrived, and those that we did not want sent any more. */
  readonly sentBefore: Date | null;
  readonly refusedBefore: Date | null;
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
      nonce: newNonce(),
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

  /**
   * Discord took it. Like the three below: false, and nothing changes, when the message is settled already or no longer
   * the one that was claimed.
   */
  sent(message: ClaimedMessage, channelId: Snowflake, messageId: Snowflake, at: Date): Promise<boolean> {
    return this.settle(message, { state: 'sent', channelId, messageId, settledAt: at, lastError: null });
  }

  /** Not now: it stays owed and is free to be claimed from `nextAttemptAt` on. */
  retry(message: ClaimedMessage, nextAttemptAt: Date, error: string): Promise<boolean> {
    return this.settle(message, { nextAttemptAt, lastError: error });
  }

  /** Discord refused it for good. */
  refused(message: ClaimedMessage, error: string, at: Date): Promise<boolean> {
    return this.settle(message, { state: 'refused', settledAt: at, lastError: error });
  }

  /** We no longer want it sent. */
  withdrawn(message: ClaimedMessage, reason: string, at: Date): Promise<boolean> {
    return this.settle(message, { state: 'withdrawn', settledAt: at, lastError: reason });
  }

  /** Another message tells what these would have told. */
  async withdrawnAll(ids: readonly number[], reason: string, at: Date): Promise<void> {
    await this.writer
      .createQueryBuilder()
      .update(OutboxMessageEntity)
      .set({ state: 'withdrawn', settledAt: at, lastError: reason, leaseUntil: null })
      .where(`state = 'pending' AND id IN (SELECT value FROM json_each(:ids))`, { ids: JSON.stringify(ids) })
      .execute();
  }

  /** What is owed since before `before` to guilds without the bot since before then. @returns how many messages there were. */
  async withdrawOldOfRemoved(before: Date, reason: string, at: Date): Promise<number> {
    const parameters = [at.getTime(), reason, before.getTime(), before.getTime()];
    const result: unknown = await this.writer.query(WITHDRAW_OLD_OF_REMOVED, parameters);
    return typeof result === 'number' ? result : 0;
  }

  /**
   * Makes it another message, due now. It gets a nonce of its own: Discord may know the old one, and would answer with
   * what that message had said.
   */
  async rewrite(id: number, payload: unknown, now: Date): Promise<void> {
    await this.writer.query(REWRITE, [JSON.stringify(payload), newNonce(), now.getTime(), id]);
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

  /** Messages of one kind that nobody is sending, oldest first, from after `afterId` on. */
  async listUnclaimed(
    subscriberId: number,
    kind: string,
    { afterId, now, limit }: { afterId: number; now: Date; limit: number },
  ): Promise<UnclaimedMessage[]> {
    const parameters = [subscriberId, kind, afterId, now.getTime(), limit];
    const rows: { id: number; payload: string }[] = await this.reader.query(LIST_UNCLAIMED, parameters);
    return rows.map(({ id, payload }) => ({ id, payload: JSON.parse(payload) as unknown }));
  }

  /** @returns `limit` when it is that many or more. */
  countOwed(subscriberId: number, limit: number): Promise<number> {
    return this.count(COUNT_OWED, subscriberId, limit);
  }

  /** @returns `limit` when it is that many or more. */
  countRefused(subscriberId: number, limit: number): Promise<number> {
    return this.count(COUNT_REFUSED, subscriberId, limit);
  }

  /** The message that goes out next. */
  findNext(subscriberId: number): Promise<OutboxMessageEntity | null> {
    return this.reader
      .createQueryBuilder(OutboxMessageEntity, 'message')
      .where(`message.subscriberId = :subscriberId AND message.state = 'pending'`, { subscriberId })
      .orderBy('message.id')
      .limit(1)
      .getOne();
  }

  /** What was owed by this key, whatever became of it. */
  findOwed(subscriberId: number, dedupeKey: string): Promise<OutboxMessageEntity | null> {
    return this.reader.findOneBy(OutboxMessageEntity, { subscriberId, dedupeKey });
  }

  /** The newest dead letters. */
  listRefused(subscriberId: number, limit: number): Promise<OutboxMessageEntity[]> {
    return this.reader
      .createQueryBuilder(OutboxMessageEntity, 'message')
      .where(`message.subscriberId = :subscriberId AND message.state = 'refused'`, { subscriberId })
      .orderBy('message.id', 'DESC')
      .limit(limit)
      .getMany();
  }

  /** Dead letters of one reason, oldest first. */
  async listRefusedBecause(
    subscriberId: number,
    reason: string,
    limit: number,
  ): Promise<(UnclaimedMessage & { readonly kind: string })[]> {
    const rows: { id: number; kind: string; payload: string }[] = await this.reader.query(
      LIST_REFUSED_BECAUSE,
      [subscriberId, reason, limit],
    );
    return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }));
  }

  /** For dead letters that were never given to Discord: they are due again, at their old place in the order. */
  async oweAgain(ids: readonly number[], now: Date): Promise<void> {
    await this.writer.query(OWE_AGAIN, [now.getTime(), JSON.stringify(ids)]);
  }

  /** Payloads of a kind that are still owed or may be owed again, a page at a time. */
  async *pagesOfUnsettled(kind: string, size = 500): AsyncGenerator<readonly unknown[]> {
    // Twice the refused: a message that changes from one state to the other meanwhile is in one of the three.
    for (const sql of [PAGE_OF_REFUSED, PAGE_OF_PENDING, PAGE_OF_REFUSED]) {
      for (let last = { subscriberId: 0, id: 0 }; ;) {
        const page: { id: number; subscriberId: number; kind: string; payload: string }[] =
          await this.reader.query(sql, [last.subscriberId, last.id, size]);
        const end = page.at(-1);
        if (!end) break;
        last = end;
        yield page
          .filter((message) => message.kind === kind)
          .map(({ payload }) => JSON.parse(payload) as unknown);
      }
    }
  }

  /**
   * Looks at the next messages after `afterId` and deletes those that were settled long enough ago.
   * @returns how far it got, or null when all that follow are younger.
   */
  async forgetSettled(
    afterId: number,
    { sentBefore, refusedBefore }: Settled,
    limit: number,
  ): Promise<{ readonly lastId: number; readonly forgotten: number } | null> {
    const [sent, refused] = [sentBefore?.getTime() ?? 0, refusedBefore?.getTime() ?? 0];
    const [page]: { lastId: number | null; firstCreatedAt: number }[] = await this.reader.query(PAGE_BY_ID, [
      ...[afterId, limit],
    ]);
    if (!page || page.lastId === null || page.firstCreatedAt >= Math.max(sent, refused)) return null;
    const parameters = [afterId + 1, page.lastId, sent, refused];
    const forgotten: unknown[] = await this.writer.query(FORGET_SETTLED, parameters);
    return { lastId: page.lastId, forgotten: forgotten.length };
  }

  /** Of everybody; each is `limit` when it is that many or more. */
  async countUnsent(limit: number): Promise<{ pending: number; refused: number }> {
    const [row]: { pending: number; refused: number }[] = await this.reader.query(COUNT_UNSENT, [
      limit,
      limit,
    ]);
    return row ?? { pending: 0, refused: 0 };
  }

  /** Since when the oldest message is owed that could be sent; looks at `limit` of the oldest. */
  async findOldestSendable(limit: number): Promise<Date | null> {
    const [row]: { createdAt: number }[] = await this.reader.query(OLDEST_SENDABLE, [limit]);
    return row ? new Date(row.createdAt) : null;
  }

  /** By state, of one subscriber; `limit` when it is that many or more. */
  async countOf(subscriberId: number, limit: number): Promise<Partial<Record<OutboxState, number>>> {
    const rows: { state: OutboxState; count: number }[] = await this.reader.query(COUNT_OF_SUBSCRIBER, [
      subscriberId,
      limit,
    ]);
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** Deletes some of what a subscriber was and is owed. @returns how many. */
  async deleteSomeOf(subscriberId: number, limit: number): Promise<number> {
    const deleted: unknown[] = await this.writer.query(DELETE_OF_SUBSCRIBER, [subscriberId, limit]);
    return deleted.length;
  }

  private async count(sql: string, subscriberId: number, limit: number): Promise<number> {
    const rows: { count: number }[] = await this.reader.query(sql, [subscriberId, limit]);
    return rows[0]?.count ?? 0;
  }

  private async settle({ id, nonce }: ClaimedMessage, outcome: Outcome): Promise<boolean> {
    const where = { id, nonce, state: 'pending' as const };
    const result = await this.writer.update(OutboxMessageEntity, where, { ...outcome, leaseUntil: null });
    return result.affected !== 0;
  }
}

/** 24 characters of the 25 that Discord takes. */
function newNonce(): string {
  return randomBytes(12).toString('hex');
}
