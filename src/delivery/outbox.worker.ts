import { Injectable, Logger } from '@nestjs/common';

import { backoffDelayMs, type BackoffPolicy, Clock } from '../common';
import { UnitOfWork } from '../database';
import { SubscriberService } from '../subscribers';
import { type Answer, classifyAnswer } from './classify-answer';
import { MessageKinds } from './message-kinds';
import { MessageSender } from './message-sender';
import { type OutboxMessageEntity, OutboxRepository } from './persistence';

/** Discord's global limit is 50 requests a second; more in flight would only queue inside the client. */
const MAX_IN_FLIGHT = 25;
const SEND_DEADLINE_MS = 60_000;
/** Longer than an attempt can take, so that a row is never sent by two attempts at once. */
const LEASE_MS = 2 * SEND_DEADLINE_MS;
const RETRY: BackoffPolicy = { baseMs: 2_000, capMs: 10 * 60_000 };

/**
 * Brings owed messages to Discord. A row is claimed with a lease, sent with the row's own nonce and settled in a
 * unit of work of its own: a crash at any line leaves the row owed, and the repeated send is the same message to Discord.
 */
@Injectable()
export class OutboxWorker {
  private readonly logger = new Logger('Delivery');
  /** Attempts, each with the claim that follows it. */
  private readonly running = new Set<Promise<void>>();
  private inFlight = 0;
  private claiming = false;
  private claimAgain = false;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly kinds: MessageKinds,
    private readonly sender: MessageSender,
    private readonly subscribers: SubscriberService,
    private readonly clock: Clock,
  ) {}

  /** One process owns the database file, so a lease found at start-up belongs to a process that is gone. */
  async releaseAbandoned(): Promise<void> {
    const released = await this.unitOfWork.run(() => this.outbox.releaseLeases());
    if (released > 0)
      this.logger.log(`${released} messages were being sent when the bot stopped; they go out again`);
  }

  /** Claims what is due and starts sending it; returns once everything claimed is on its way. */
  async tick(): Promise<void> {
    if (this.claiming) {
      this.claimAgain = true;
      return;
    }
    this.claiming = true;
    try {
      await this.claim();
      while (this.claimAgain) {
        this.claimAgain = false;
        await this.claim();
      }
    } finally {
      this.claiming = false;
    }
  }

  /** Resolves when nothing is being sent any more. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** Claims nothing more, waits for what is on its way and gives back what did not finish in time. */
  async stop(deadlineMs: number): Promise<void> {
    this.stopped = true;
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref());
    await Promise.race([this.settled(), deadline]);
    await this.unitOfWork.run(() => this.outbox.releaseLeases());
  }

  private async claim(): Promise<void> {
    const free = MAX_IN_FLIGHT - this.inFlight;
    if (this.stopped || free <= 0 || !this.sender.ready) return;
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const messages = await this.unitOfWork.run(() => this.outbox.claimDue(now, leaseUntil, free));
    for (const message of messages) {
      const attempt = this.attempt(message).finally(() => this.running.delete(attempt));
      this.running.add(attempt);
    }
  }

  private async attempt(message: OutboxMessageEntity): Promise<void> {
    this.inFlight++;
    try {
      await this.deliver(message).catch((error: unknown) => this.postpone(message, error));
    } catch (error) {
      // The lease runs out and the row is sent again with the same nonce.
      this.logger.error(`Message ${message.id} could not be settled`, stackOf(error));
    } finally {
      this.inFlight--;
    }
    await this.tick().catch((error: unknown) => {
      this.logger.error('Claiming failed', stackOf(error));
    });
  }

  private async deliver(message: OutboxMessageEntity): Promise<void> {
    const recipient = await this.subscribers.getRecipient(message.subscriberId);
    const prepared = await this.kinds.get(message.kind).prepare(message.payload, recipient);
    if (prepared.type === 'withdraw') {
      await this.unitOfWork.run(() => this.outbox.withdrawn(message.id, prepared.reason, this.clock.now()));
      return;
    }
    const signal = AbortSignal.timeout(SEND_DEADLINE_MS);
    const answer = await this.sender.send(prepared.destination, prepared.body, message.nonce, signal);
    await this.unitOfWork.run(() => this.settle(message, answer));
  }

  private async settle(message: OutboxMessageEntity, answer: Answer): Promise<void> {
    const verdict = classifyAnswer(answer);
    const now = this.clock.now();
    if (answer.type === 'accepted') {
      await this.outbox.sent(message.id, answer.channelId, answer.messageId, now);
    } else if (verdict.type === 'retry') {
      const delayMs = verdict.afterMs ?? backoffDelayMs(RETRY, message.attempts);
      await this.outbox.retry(message.id, new Date(now.getTime() + delayMs), verdict.reason);
      this.logger.warn(`Message ${message.id} was not taken (${verdict.reason}); again in ${delayMs} ms`);
    } else if (verdict.type === 'refuse-message') {
      await this.outbox.refused(message.id, verdict.reason, now);
      this.logger.error(`Message ${message.id} was refused for good (${verdict.reason})`);
    } else if (verdict.type === 'refuse-target') {
      await this.outbox.refused(message.id, verdict.reason, now);
      await this.subscribers.markUnreachable(message.subscriberId, verdict.reason);
      this.logger.warn(
        `Subscriber ${message.subscriberId} cannot be reached (${verdict.reason}); sending stops there`,
      );
    }
  }

  /** Our own fault (an unknown kind, a database error): nothing is given up, and a repeat carries the same nonce. */
  private async postpone(message: OutboxMessageEntity, error: unknown): Promise<void> {
    this.logger.error(`Message ${message.id} failed on our side`, stackOf(error));
    const reason = error instanceof Error ? error.message : String(error);
    const next = new Date(this.clock.now().getTime() + backoffDelayMs(RETRY, message.attempts));
    await this.unitOfWork.run(() => this.outbox.retry(message.id, next, reason));
  }
}

function stackOf(error: unknown): unknown {
  return error instanceof Error ? error.stack : error;
}
