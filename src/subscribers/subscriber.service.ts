import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake, toSnowflake } from '../common';
import { UnitOfWork } from '../database';
import { type SubscriberEntity, SubscriberRepository } from './persistence';

/** A member's direct messages (`targetId` is the user) or a guild (`targetId` is the guild). */
export interface Target {
  readonly type: 'dm' | 'guild';
  readonly targetId: Snowflake;
}

export interface Recipient extends Target {
  readonly subscriberId: number;
}

/** Who can be told, and whether Discord lets us. */
@Injectable()
export class SubscriberService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subscribers: SubscriberRepository,
    private readonly clock: Clock,
  ) {}

  find(target: Target): Promise<SubscriberEntity | null> {
    return this.subscribers.findByTarget(target.type, target.targetId);
  }

  /** Call inside a unit of work. */
  ensure(target: Target): Promise<SubscriberEntity> {
    return this.subscribers.ensure(target.type, target.targetId);
  }

  /** @throws Error when the subscriber does not exist. */
  async getRecipient(subscriberId: number): Promise<Recipient> {
    const subscriber = await this.subscribers.findById(subscriberId);
    if (!subscriber) throw new Error(`There is no subscriber ${subscriberId}`);
    return { subscriberId, type: subscriber.type, targetId: toSnowflake(subscriber.targetId) };
  }

  /** Nothing is sent there from now on; what is owed stays owed. */
  async markUnreachable(subscriberId: number, reason: string): Promise<void> {
    await this.unitOfWork.run(() =>
      this.subscribers.update(subscriberId, {
        unreachableSince: this.clock.now(),
        unreachableReason: reason,
      }),
    );
  }

  /** A person has just used the bot there or changed its settings, so what is owed is tried again. */
  async markReachable(target: Target): Promise<void> {
    await this.unitOfWork.run(async () => {
      const subscriber = await this.find(target);
      if (subscriber?.unreachableSince == null) return;
      await this.subscribers.update(subscriber.id, { unreachableSince: null, unreachableReason: null });
    });
  }
}
