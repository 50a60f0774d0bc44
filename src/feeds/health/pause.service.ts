import { Injectable } from '@nestjs/common';

import { Clock, count, DomainError, type Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import { CatchUpService, DeliveryStatusService } from '../../delivery';
import { SettingsService } from '../../settings';
import { type Stop, type SubscriberEntity, SubscriberService, type Target } from '../../subscribers';
import { HeldReleases, type Released } from '../announcements/held-releases.service';
import { FeedSubscriptionRepository } from '../persistence';
import { SubscriptionOptionsService } from '../subscriptions/subscription-options.service';

/** Discord's code for a channel that does not exist. */
const UNKNOWN_CHANNEL = 10003;

export interface Paused {
  readonly target: Target;
  readonly since: Date;
  /** False when it was paused before, so that nothing changed. */
  readonly isNew: boolean;
  /** Followed, and therefore silent. */
  readonly series: number;
  /** Messages that wait already. */
  readonly waiting: number;
}

/** Holds messages back and lets them go on, whoever or whatever had held them. */
@Injectable()
export class PauseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subscribers: SubscriberService,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly deliveries: DeliveryStatusService,
    private readonly catchUp: CatchUpService,
    private readonly settings: SettingsService,
    private readonly options: SubscriptionOptionsService,
    private readonly held: HeldReleases,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when there is nothing to hold back. */
  async pause(target: Target): Promise<Paused> {
    const before = await this.subscribers.pause(target);
    if (!before) {
      const whom = target.type === 'guild' ? 'This server follows' : 'You follow';
      throw new DomainError('nothing-followed', `${whom} nothing, so there is nothing to pause.`);
    }
    return {
      target,
      since: before.pausedSince ?? this.clock.now(),
      isNew: before.pausedSince === null,
      series: await this.subscriptions.countBySubscriber(before.id),
      waiting: await this.deliveries.countOwed(before.id),
    };
  }

  async isPaused(target: Target): Promise<boolean> {
    return (await this.subscribers.find(target))?.pausedSince != null;
  }

  /**
   * Sends what was missed as one message, after a pause as well as after Discord refused.
   * @returns how many messages had waited.
   * @throws DomainError when nothing is held back or there is no channel to send into: nothing was changed then.
   */
  async resume(target: Target): Promise<number> {
    const subscriber = await this.subscribers.find(target);
    const stop = subscriber?.unreachableReason;
    if (target.type === 'guild' && stop) await this.requireChannel(target.targetId, stop);
    const { released, kept } = await this.release(target, subscriber);
    if (!subscriber || (!isHeld(subscriber) && released === 0)) throw nothingToResume(kept);
    return this.unitOfWork.run(async () => {
      const waiting = await this.deliveries.countOwed(subscriber.id);
      await this.subscribers.unpause(target);
      await this.subscribers.markReachable(target);
      await this.catchUp.merge(subscriber.id);
      return waiting;
    });
  }

  /** A channel or the settings have changed: sends what was held back on their account and fits now. */
  async retryHeld(target: Target): Promise<void> {
    const subscriber = await this.subscribers.find(target);
    const { released } = await this.release(target, subscriber);
    if (subscriber && released > 0) await this.catchUp.merge(subscriber.id);
  }

  private async release(target: Target, subscriber: SubscriberEntity | null): Promise<Released> {
    if (!subscriber) return { released: 0, kept: 0 };
    return this.held.release({ ...target, subscriberId: subscriber.id });
  }

  private async requireChannel(guildId: Snowflake, { code, channelId }: Stop): Promise<void> {
    const settings = await this.settings.getFeeds(guildId);
    const isGone = code === UNKNOWN_CHANNEL && channelId !== null;
    if (settings.channelMissing || (isGone && channelId === settings.channelId)) {
      throw new DomainError(
        'channel-missing',
        'The channel is gone. Choose another one with `/feed settings channel:#…`; what waits is then sent there.',
      );
    }
    // Deleted while the bot was away: those subscriptions go to the guild's channel from now on.
    if (isGone) await this.options.channelDeleted(channelId);
  }
}

function isHeld({ pausedSince, unreachableSince }: SubscriberEntity): boolean {
  return pausedSince !== null || unreachableSince !== null;
}

function nothingToResume(kept: number): DomainError {
  return kept === 0
    ? new DomainError('not-stopped', 'Nothing is paused or stopped: messages are on their way already.')
    : new DomainError(
        'still-held',
        `${count(kept, 'message')} about age-restricted series ${kept === 1 ? 'is' : 'are'} held back, because the channel is still not age-restricted. Mark it so in its settings, or give those series another channel.`,
      );
}
