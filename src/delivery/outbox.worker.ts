import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../common';
import { DatabaseTroubleError, UnitOfWork, unlessTroubled } from '../database';
import { SubscriberService } from '../subscribers';
import type { Answer } from './classify-answer';
import type { MessageBody } from './message';
import { MessageKinds } from './message-kinds';
import { MessageSender } from './message-sender';
import { type OutboxMessageEntity, OutboxRepository } from './persistence';
import { SendingPace } from './sending-pace';
import { type Attempt, SettlementService } from './settlement.service';

/** Half a second's worth: a claim costs a query, and what was claimed waits for its turn. */
const CLAIM_SIZE = 24;
/** Targets that answer slowly hold a place each; so many can before the others would wait. */
const MAX_IN_FLIGHT = 250;
const SEND_DEADLINE_MS = 60_000;
/** Longer than an attempt can take, so that a row is never sent by two attempts at once. */
const LEASE_MS = 2 * SEND_DEADLINE_MS;

/**
 * Brings owed messages to Discord. A row is claimed with a lease, sent with the row's own nonce and settled in a
 * unit of work of its own: a crash at any line leaves the row owed, and the repeated send is the same message to Discord.
 * While the database cannot be written, what Discord answered is kept here, and nothing is claimed until it is stored.
 */
@Injectable()
export class OutboxWorker {
  private readonly logger = new Logger('Delivery');
  /** Attempts, each with the claim that follows it. */
  private readonly running = new Set<Promise<void>>();
  /** By the message's id: what Discord answered and could not be written down yet. */
  private readonly unsettled = new Map<number, { readonly attempt: Attempt; readonly answer: Answer }>();
  /** Ids of the messages that are being sent. */
  private readonly sending = new Set<number>();
  private claiming = false;
  private claimAgain = false;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly kinds: MessageKinds,
    private readonly sender: MessageSender,
    private readonly pace: SendingPace,
    private readonly settlement: SettlementService,
    private readonly subscribers: SubscriberService,
    private readonly clock: Clock,
  ) {}

  /** One process owns the database file, so a lease found at start-up belongs to a process that is gone. */
  async releaseAbandoned(): Promise<void> {
    const released = await this.unitOfWork.run(() => this.outbox.releaseLeases());
    if (released > 0)
      this.logger.log(`${released} messages were being sent when the bot stopped; they go out again`);
  }

  /** Claims what is due and starts sending it, at Discord's pace; returns once everything due is on its way. */
  async tick(): Promise<void> {
    if (this.claiming) {
      this.claimAgain = true;
      return;
    }
    this.claiming = true;
    try {
      do {
        this.claimAgain = false;
        const messages = await this.claim();
        for (const message of messages) await this.dispatch(message);
        if (messages.length > 0) this.claimAgain = true;
      } while (this.claimAgain);
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
    if (!(await unlessTroubled(this.giveBack())) && this.unsettled.size > 0) {
      const ids = [...this.unsettled.keys()].join(', ');
      this.logger.error(`Messages ${ids} were sent, which could not be stored; they may be sent once more`);
    }
  }

  private async giveBack(): Promise<void> {
    await this.settleWaiting();
    await this.unitOfWork.run(() => this.outbox.releaseLeases());
  }

  private async claim(): Promise<OutboxMessageEntity[]> {
    await this.settleWaiting();
    const free = Math.min(CLAIM_SIZE, MAX_IN_FLIGHT - this.sending.size);
    if (this.stopped || free <= 0 || !this.sender.ready) return [];
    const now = this.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const claimed = await this.unitOfWork.run(() => this.outbox.claimDue(now, leaseUntil, free));
    // Where the clock jumped ahead, leases ran out under messages that are on their way.
    return claimed.filter(({ id }) => !this.sending.has(id));
  }

  /** @throws DatabaseTroubleError when that is still impossible; the rest waits, and so does everything owed. */
  private async settleWaiting(): Promise<void> {
    for (const [id, { attempt, answer }] of this.unsettled) {
      try {
        await this.settle(attempt, answer);
      } catch (error) {
        if (error instanceof DatabaseTroubleError) throw error;
        await this.postpone(attempt.message, error);
      }
      this.unsettled.delete(id);
    }
  }

  /** Makes the message, waits for its turn and lets it go. What is no longer wanted takes no turn. */
  private async dispatch(message: OutboxMessageEntity): Promise<void> {
    if (this.stopped) return;
    try {
      const recipient = await this.subscribers.getRecipient(message.subscriberId);
      const prepared = await this.kinds.get(message.kind).prepare(message.payload, recipient);
      if (prepared.type !== 'send') {
        await this.unitOfWork.run(() => this.settlement.setAside(message, prepared));
        return;
      }
      await this.pace.turn();
      if (!this.isStopped)
        this.send({ message, recipient, destination: prepared.destination }, prepared.body);
    } catch (error) {
      await this.postpone(message, error);
    }
  }

  private send(attempt: Attempt, body: MessageBody): void {
    const { id } = attempt.message;
    this.sending.add(id);
    const sending = this.attempt(attempt, body)
      .catch((error: unknown) => this.postpone(attempt.message, error))
      .then(() => {
        this.sending.delete(id);
        return this.tick();
      })
      .catch((error: unknown) => {
        if (error instanceof DatabaseTroubleError) return;
        this.logger.error('Claiming failed', stackOf(error));
      })
      .finally(() => this.running.delete(sending));
    this.running.add(sending);
  }

  private async attempt(attempt: Attempt, body: MessageBody): Promise<void> {
    const { destination, message } = attempt;
    const signal = AbortSignal.timeout(SEND_DEADLINE_MS);
    const answer = await this.sender.send(destination, body, message.nonce, signal);
    const isStored = await unlessTroubled(this.settle(attempt, answer));
    if (!isStored) this.unsettled.set(message.id, { attempt, answer });
  }

  /** What Discord took is never sent again for a fault of ours in what follows from it: that is left out then. */
  private async settle(attempt: Attempt, answer: Answer): Promise<void> {
    try {
      await this.unitOfWork.run(() => this.settlement.settle(attempt, answer));
    } catch (error) {
      if (error instanceof DatabaseTroubleError || answer.type !== 'accepted') throw error;
      this.logger.error(
        `Message ${attempt.message.id} was sent; what follows from it failed`,
        stackOf(error),
      );
      await this.unitOfWork.run(() => this.settlement.sent(attempt.message, answer));
    }
  }

  private async postpone(message: OutboxMessageEntity, error: unknown): Promise<void> {
    // Said once for all; its lease runs out, and then it is as owed as before.
    if (error instanceof DatabaseTroubleError) return;
    this.logger.error(`Message ${message.id} failed on our side`, stackOf(error));
    try {
      await this.unitOfWork.run(() => this.settlement.postpone(message, error));
    } catch (settling) {
      // The lease runs out and the row is sent again with the same nonce.
      this.logger.error(`Message ${message.id} could not be settled`, stackOf(settling));
    }
  }

  /** Behind a method, because it may have changed during an await. */
  private get isStopped(): boolean {
    return this.stopped;
  }
}

function stackOf(error: unknown): unknown {
  return error instanceof Error ? error.stack : error;
}
