import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake, toSnowflake } from '../common';
import { UnitOfWork } from '../database';
import { type SubscriberEntity, SubscriberRepository } from './persistence';
import type { Stop } from './stop';

/** A member's direct messages (`targetId` is the user) or a guild (`targetId` is the guild). */
export interface Target {
  readonly type: 'dm' | 'guild';
  readonly targetId: Snowflake;
}

export interface Recipient extends Target {
  readonly subscriberId: number;
}

/** A target to which nothing is sent. */
export interface StoppedTarget extends Recipient {
  readonly stop: Stop;
  readonly since: Date;
  /** Whether somebody was shown it as an answer to a command. */
  readonly shown: boolean;
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

  /** Null when messages go there, or when nobody ever asked for any. */
  async findStopped({ type, targetId }: Target): Promise<StoppedTarget | null> {
    const subscriber = await this.subscribers.findByTarget(type, targetId);
    if (!subscriber?.unreachableSince || !subscriber.unreachableReason) return null;
    return {
      type,
      targetId,
      subscriberId: subscriber.id,
      stop: subscriber.unreachableReason,
      since: subscriber.unreachableSince,
      shown: subscriber.stopShownAt !== null,
    };
  }

  /** Call inside a unit of work. */
  ensure(target: Target): Promise<SubscriberEntity> {
    return this.subscribers.ensure(target.type, target.targetId);
  }

  listGuildIds(): Promise<Snowflake[]> {
    return this.subscribers.listGuildIds();
  }

  /** @throws Error when the subscriber does not exist. */
  async getRecipient(subscriberId: number): Promise<Recipient> {
    const subscriber = await this.subscribers.findById(subscriberId);
    if (!subscriber) throw new Error(`There is no subscriber ${subscriberId}`);
    return { subscriberId, type: subscriber.type, targetId: toSnowflake(subscriber.targetId) };
  }

  /**
   * Nothing is sent there from now on; what is owed stays owed. What Discord refuses afterwards, because it was on its
   * way, tells nothing new; a deleted channel or a removed bot does.
   * @returns false when nothing changed.
   */
  markUnreachable(subscriberId: number, stop: Stop): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const subscriber = await this.subscribers.findById(subscriberId);
      const present = subscriber?.unreachableReason;
      if (!subscriber || (present && (stop.cause === 'refused' || stop.cause === present.cause)))
        return false;
      return this.subscribers.update(subscriberId, {
        unreachableSince: this.clock.now(),
        unreachableReason: stop,
        stopShownAt: null,
      });
    });
  }

  /** The bot is in this guild again, which stays stopped all the same. @returns false when that was known or it was never gone. */
  markReturned(subscriberId: number): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const removed = (await this.subscribers.findById(subscriberId))?.unreachableReason;
      if (removed?.cause !== 'bot-removed') return false;
      return this.subscribers.update(subscriberId, {
        unreachableReason: { ...removed, cause: 'bot-returned' },
      });
    });
  }

  /** Lets messages go there again. @returns the target, or null when it was not stopped. */
  markReachable(target: Target): Promise<Recipient | null> {
    return this.unitOfWork.run(async () => {
      const subscriber = await this.find(target);
      if (subscriber?.unreachableSince == null) return null;
      await this.subscribers.update(subscriber.id, {
        unreachableSince: null,
        unreachableReason: null,
        stopShownAt: null,
      });
      return { type: target.type, targetId: target.targetId, subscriberId: subscriber.id };
    });
  }

  /**
   * Holds back what is owed, from now on and until `unpause`.
   * @returns the subscriber as it was before, or null when nobody ever asked for any message there.
   */
  pause(target: Target): Promise<SubscriberEntity | null> {
    return this.unitOfWork.run(async () => {
      const subscriber = await this.find(target);
      if (subscriber?.pausedSince === null) {
        await this.subscribers.update(subscriber.id, { pausedSince: this.clock.now() });
      }
      return subscriber;
    });
  }

  /** @returns false when it was not paused. */
  unpause(target: Target): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const subscriber = await this.find(target);
      if (subscriber?.pausedSince == null) return false;
      return this.subscribers.update(subscriber.id, { pausedSince: null });
    });
  }

  async markShown(subscriberId: number): Promise<void> {
    await this.unitOfWork.run(() => this.subscribers.update(subscriberId, { stopShownAt: this.clock.now() }));
  }
}
