import { Injectable, Logger } from '@nestjs/common';

import { backoffDelayMs, type BackoffPolicy, Clock } from '../common';
import type { Recipient } from '../subscribers';
import { type Answer, classifyAnswer, type Verdict } from './classify-answer';
import type { Destination, Prepared } from './message';
import { MessageKinds } from './message-kinds';
import { type OutboxMessageEntity, OutboxRepository } from './persistence';
import { TargetStopService } from './target-stop.service';

/** Grows to ten minutes and goes on for as long as it takes. */
const RETRY: BackoffPolicy = { baseMs: 2_000, capMs: 10 * 60_000 };
/**
 * After an attempt without an answer, which Discord may have taken. It recognises a repeat by its nonce for five minutes;
 * twice may the repeat go unanswered too.
 */
const REPEAT: BackoffPolicy = { baseMs: 2_000, capMs: 2 * 60_000 };

type Accepted = Extract<Answer, { type: 'accepted' }>;

/** One attempt: what was to be said to whom, and where. */
export interface Attempt {
  readonly message: OutboxMessageEntity;
  readonly recipient: Recipient;
  readonly destination: Destination;
}

/** Writes down what became of an attempt. Call inside a unit of work. */
@Injectable()
export class SettlementService {
  private readonly logger = new Logger('Delivery');

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly kinds: MessageKinds,
    private readonly stops: TargetStopService,
    private readonly clock: Clock,
  ) {}

  async settle(attempt: Attempt, answer: Answer): Promise<void> {
    const { message } = attempt;
    const { id, attempts } = message;
    const verdict = classifyAnswer(answer);
    const now = this.clock.now();
    if (answer.type === 'accepted') {
      await this.sent(message, answer);
      await this.kinds.get(message.kind).afterSent?.(message.payload, attempt.destination, answer.channelId);
    } else if (verdict.type === 'retry') {
      const policy = answer.type === 'unanswered' ? REPEAT : RETRY;
      const delayMs = verdict.afterMs ?? backoffDelayMs(policy, attempts);
      await this.outbox.retry(message, new Date(now.getTime() + delayMs), verdict.reason);
      this.logger.warn(`Message ${id} was not taken (${verdict.reason}); again in ${delayMs} ms`);
    } else if (verdict.type === 'refuse-message') {
      await this.outbox.refused(message, verdict.reason, now);
      this.logger.error(`Message ${id} was refused for good (${verdict.reason})`);
    } else if (verdict.type === 'refuse-target') {
      const missing = answer.type === 'rejected' ? answer.missing : undefined;
      await this.stopTarget(attempt, verdict, missing ?? [], now);
    }
  }

  /** Discord took it; nothing that follows from it. */
  async sent(message: OutboxMessageEntity, { channelId, messageId }: Accepted): Promise<void> {
    await this.outbox.sent(message, channelId, messageId, this.clock.now());
  }

  /** It is not sent, for a reason that lies with us. */
  async setAside(
    message: OutboxMessageEntity,
    { type, reason, instead = [] }: Exclude<Prepared, { type: 'send' }>,
  ): Promise<void> {
    const now = this.clock.now();
    const isSettled = await (type === 'withdraw'
      ? this.outbox.withdrawn(message, reason, now)
      : this.outbox.refused(message, reason, now));
    if (!isSettled) return;
    const { subscriberId, createdAt } = message;
    await this.outbox.owe(
      instead.map((other) => ({ ...other, subscriberId, createdAt, nextAttemptAt: now })),
    );
  }

  /** Our own fault (an unknown kind, a database error): nothing is given up, and a repeat carries the same nonce. */
  async postpone(message: OutboxMessageEntity, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const next = new Date(this.clock.now().getTime() + backoffDelayMs(RETRY, message.attempts));
    await this.outbox.retry(message, next, reason);
  }

  private async stopTarget(
    { message, recipient, destination }: Attempt,
    { reason, code }: Extract<Verdict, { type: 'refuse-target' }>,
    missing: readonly string[],
    now: Date,
  ): Promise<void> {
    const channelId = destination.type === 'dm' ? null : destination.channelId;
    const stop = { cause: 'refused', code, message: reason, channelId, missing } as const;
    const kind = this.kinds.get(message.kind);
    if (await kind.findAnother?.(destination, code)) {
      await this.outbox.retry(message, now, reason);
      return;
    }
    if (!kind.afterRefusal) {
      await this.outbox.retry(message, now, reason);
      await this.stops.stop(recipient, stop);
      return;
    }
    const next = kind.afterRefusal(message.payload, destination, recipient);
    if (next === null) await this.outbox.refused(message, reason, now);
    else await this.outbox.rewrite(message.id, next, now);
    // Whatever else is owed to this member would be refused as well.
    if (destination.type === 'dm') await this.stops.stop({ type: 'dm', targetId: destination.userId }, stop);
  }
}
