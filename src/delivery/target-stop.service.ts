import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../common';
import { UnitOfWork } from '../database';
import { type Recipient, type Stop, SubscriberService, type Target } from '../subscribers';
import { STOP_NOTICE } from './message';
import { MessageKinds } from './message-kinds';
import { OutboxRepository } from './persistence';

const DAY_MS = 24 * 3_600_000;
const KEPT_DAYS = 30;

/** Ends the sending to a target, and lets a person know. */
@Injectable()
export class TargetStopService {
  private readonly logger = new Logger('Delivery');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly subscribers: SubscriberService,
    private readonly kinds: MessageKinds,
    private readonly clock: Clock,
  ) {}

  /** Nothing more is sent there; what is owed stays owed. Does nothing for a target that nobody ever asked for. */
  async stop(target: Target, stop: Stop): Promise<void> {
    await this.unitOfWork.run(async () => {
      const subscriber = await this.subscribers.find(target);
      if (!subscriber || !(await this.subscribers.markUnreachable(subscriber.id, stop))) return;
      this.logger.warn(
        `Sending to the ${target.type} subscriber ${subscriber.id} stops (${stop.cause}: ${stop.message})`,
      );
      // A member is told at the next command: the only way to reach them is the one that was refused.
      if (target.type === 'guild' && stop.cause !== 'bot-removed') await this.oweNotice(subscriber.id);
    });
  }

  /** The bot is in this guild, again or as ever. What waited is not poured out: a person says when. */
  async returned(target: Target): Promise<void> {
    await this.unitOfWork.run(async () => {
      const subscriber = await this.subscribers.find(target);
      if (subscriber && (await this.subscribers.markReturned(subscriber.id)))
        await this.oweNotice(subscriber.id);
    });
  }

  /** What is owed to a guild without the bot is kept for 30 days. */
  async withdrawForgotten(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
    const reason = `the bot was not in the server for ${KEPT_DAYS} days`;
    await this.unitOfWork.run(() => this.outbox.withdrawOldOfRemoved(before, reason, now));
  }

  private async oweNotice(subscriberId: Recipient['subscriberId']): Promise<void> {
    if (!this.kinds.has(STOP_NOTICE)) return;
    const now = this.clock.now();
    const dedupeKey = `${STOP_NOTICE}:${now.getTime()}`;
    await this.outbox.owe([
      { subscriberId, kind: STOP_NOTICE, payload: {}, dedupeKey, createdAt: now, nextAttemptAt: now },
    ]);
  }
}
