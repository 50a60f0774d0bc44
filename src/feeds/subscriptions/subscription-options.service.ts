import { Injectable } from '@nestjs/common';

import { Clock, DomainError, type Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import { SubscriberService, type Target } from '../../subscribers';
import { type FeedEntity, FeedRepository, FeedSubscriptionRepository } from '../persistence';

const WEEK_MS = 7 * 24 * 3_600_000;

export interface Muted {
  readonly feed: FeedEntity;
  readonly until: Date;
}

/** What a subscriber changes about one subscription from a message's buttons. */
@Injectable()
export class SubscriptionOptionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: FeedRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly subscribers: SubscriberService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when the target does not follow the feed. */
  unsubscribe(target: Target, feedId: number): Promise<FeedEntity> {
    return this.change(target, feedId, (subscriberId) =>
      this.subscriptions.deleteByFeedAndSubscriber(feedId, subscriberId),
    );
  }

  /** What comes out within a week is not told, also afterwards. @throws DomainError when it does not follow the feed. */
  async mute(target: Target, feedId: number): Promise<Muted> {
    const until = new Date(this.clock.now().getTime() + WEEK_MS);
    const feed = await this.change(target, feedId, (subscriberId) =>
      this.subscriptions.setOptions(feedId, subscriberId, { mutedUntil: until }),
    );
    return { feed, until };
  }

  /** @throws DomainError when the target does not follow the feed. */
  unmute(target: Target, feedId: number): Promise<FeedEntity> {
    return this.change(target, feedId, (subscriberId) =>
      this.subscriptions.setOptions(feedId, subscriberId, { mutedUntil: null }),
    );
  }

  /** Nobody can be mentioned by a role that is gone. */
  async roleDeleted(roleId: Snowflake): Promise<void> {
    await this.unitOfWork.run(() => this.subscriptions.clearRole(roleId));
  }

  /** Subscriptions of a channel that is gone go to the guild's channel again. */
  async channelDeleted(channelId: Snowflake): Promise<void> {
    await this.unitOfWork.run(() => this.subscriptions.clearChannel(channelId));
  }

  private change(
    target: Target,
    feedId: number,
    apply: (subscriberId: number) => Promise<boolean>,
  ): Promise<FeedEntity> {
    return this.unitOfWork.run(async () => {
      const feed = await this.feeds.findById(feedId);
      const subscriber = await this.subscribers.find(target);
      if (feed && subscriber && (await apply(subscriber.id))) return feed;
      const whom = target.type === 'guild' ? 'This server does' : 'You do';
      throw new DomainError(
        'not-subscribed',
        `${whom} not follow this series any more. Nothing was changed.`,
      );
    });
  }
}
