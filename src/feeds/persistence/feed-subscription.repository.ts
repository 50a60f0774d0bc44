import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { FeedSubscriptionEntity } from './feed-subscription.entity';
import { FeedEntity } from './feed.entity';

export interface FeedFollower {
  readonly feedId: number;
  readonly subscriberId: number;
  readonly type: 'dm' | 'guild';
  readonly targetId: Snowflake;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const INSERT_IF_ABSENT = `
  INSERT INTO feed_subscriptions (feed_id, subscriber_id, created_at) VALUES (?, ?, ?)
  ON CONFLICT (feed_id, subscriber_id) DO NOTHING
  RETURNING id`;

@Injectable()
export class FeedSubscriptionRepository extends TableRepository<FeedSubscriptionEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, FeedSubscriptionEntity);
  }

  /** @returns false when the subscription was there already; it stays as it was. */
  async insertIfAbsent(feedId: number, subscriberId: number, createdAt: Date): Promise<boolean> {
    const parameters = [feedId, subscriberId, createdAt.getTime()];
    const inserted: unknown[] = await this.writer.query(INSERT_IF_ABSENT, parameters);
    return inserted.length > 0;
  }

  /** @returns false when there was no such subscription. */
  async deleteByFeedAndSubscriber(feedId: number, subscriberId: number): Promise<boolean> {
    const result = await this.writer.delete(FeedSubscriptionEntity, { feedId, subscriberId });
    return result.affected !== 0;
  }

  countByFeed(feedId: number): Promise<number> {
    return this.reader.countBy(FeedSubscriptionEntity, { feedId });
  }

  countBySubscriber(subscriberId: number): Promise<number> {
    return this.reader.countBy(FeedSubscriptionEntity, { subscriberId });
  }

  find(feedId: number, subscriberId: number): Promise<FeedSubscriptionEntity | null> {
    return this.reader.findOneBy(FeedSubscriptionEntity, { feedId, subscriberId });
  }

  /** The feeds that a subscriber follows, by name. */
  listFeedsPage(subscriberId: number, { limit, offset }: Page): Promise<FeedEntity[]> {
    return this.reader
      .createQueryBuilder(FeedEntity, 'feed')
      .innerJoin(FeedSubscriptionEntity, 'subscription', 'subscription.feedId = feed.id')
      .where('subscription.subscriberId = :subscriberId', { subscriberId })
      .orderBy('feed.name COLLATE NOCASE')
      .addOrderBy('feed.id')
      .limit(limit)
      .offset(offset)
      .getMany();
  }

  /** Who follows which of these feeds, by feed and subscriber. */
  listSubscribersByFeeds(feedIds: readonly number[]): Promise<FeedFollower[]> {
    return this.reader
      .createQueryBuilder(FeedSubscriptionEntity, 'subscription')
      .innerJoin('SubscriberEntity', 'subscriber', 'subscriber.id = subscription.subscriberId')
      .select('subscription.feedId', 'feedId')
      .addSelect('subscriber.id', 'subscriberId')
      .addSelect('subscriber.type', 'type')
      .addSelect('subscriber.targetId', 'targetId')
      .where('subscription.feedId IN (SELECT value FROM json_each(:feedIds))', {
        feedIds: JSON.stringify(feedIds),
      })
      .orderBy('subscription.feedId')
      .addOrderBy('subscriber.id')
      .getRawMany<FeedFollower>();
  }
}
