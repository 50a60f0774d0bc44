import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { commaSeparated, json, TableRepository, UnitOfWork } from '../../database';
import { FeedSubscriptionEntity } from './feed-subscription.entity';
import { FeedEntity } from './feed.entity';

export interface FeedFollower {
  readonly feedId: number;
  readonly subscriberId: number;
  readonly type: 'dm' | 'guild';
  readonly targetId: Snowflake;
  readonly languages: readonly string[];
  readonly preferredGroups: readonly string[];
  readonly ignoredGroups: readonly string[];
}

/** What a subscription wants beyond being told. */
export type SubscriptionOptions = Pick<
  FeedSubscriptionEntity,
  'languages' | 'preferredGroups' | 'ignoredGroups' | 'roleId' | 'channelId' | 'mutedUntil'
>;

interface RawFollower {
  readonly feedId: number;
  readonly subscriberId: number;
  readonly type: 'dm' | 'guild';
  readonly targetId: Snowflake;
  readonly languages: string | null;
  readonly preferredGroups: string | null;
  readonly ignoredGroups: string | null;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const INSERT_IF_ABSENT = `
  INSERT INTO feed_subscriptions (feed_id, subscriber_id, created_at) VALUES (?, ?, ?)
  ON CONFLICT (feed_id, subscriber_id) DO NOTHING
  RETURNING id`;

const OWN_CHANNELS = `
  SELECT DISTINCT channel_id AS channelId FROM feed_subscriptions
  WHERE subscriber_id = ? AND channel_id IS NOT NULL LIMIT ?`;

/** Parameters: subscribers as JSON, most subscriptions, pattern, pattern, limit. */
const FEEDS_CONTAINING = `
  SELECT DISTINCT feed.id AS id FROM (
    SELECT feed_id FROM feed_subscriptions WHERE subscriber_id IN (SELECT value FROM json_each(?)) LIMIT ?
  ) AS followed
  JOIN feeds AS feed ON feed.id = followed.feed_id
  WHERE feed.name LIKE ? ESCAPE '\\' OR feed.source_url LIKE ? ESCAPE '\\'
  ORDER BY feed.name COLLATE NOCASE, feed.id LIMIT ?`;
/** Of whoever follows more than this, the rest is found by its link alone. */
const SEARCHED_SUBSCRIPTIONS = 2_000;

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

  /** @returns false when there is no such subscription. */
  async setOptions(
    feedId: number,
    subscriberId: number,
    options: Partial<SubscriptionOptions>,
  ): Promise<boolean> {
    if (Object.keys(options).length === 0) return (await this.find(feedId, subscriberId)) !== null;
    const result = await this.writer.update(FeedSubscriptionEntity, { feedId, subscriberId }, options);
    return result.affected !== 0;
  }

  /** The role is gone; nobody can be mentioned by it. @returns how many subscriptions mentioned it. */
  async clearRole(roleId: Snowflake): Promise<number> {
    const result = await this.writer.update(FeedSubscriptionEntity, { roleId }, { roleId: null });
    return result.affected ?? 0;
  }

  /** The channel is gone; its subscriptions go to the guild's channel again. @returns how many there were. */
  async clearChannel(channelId: Snowflake): Promise<number> {
    const result = await this.writer.update(FeedSubscriptionEntity, { channelId }, { channelId: null });
    return result.affected ?? 0;
  }

  /** Channels that single subscriptions of this subscriber go to, each once. */
  async listOwnChannels(subscriberId: number, limit: number): Promise<Snowflake[]> {
    const rows: { channelId: Snowflake }[] = await this.reader.query(OWN_CHANNELS, [subscriberId, limit]);
    return rows.map(({ channelId }) => channelId);
  }

  /** Every language that some subscription asks for; the default one is not among them unless asked for. */
  async listWantedLanguages(): Promise<string[]> {
    const rows = await this.reader
      .createQueryBuilder(FeedSubscriptionEntity, 'subscription')
      .select('subscription.languages', 'languages')
      .distinct()
      .where('subscription.languages IS NOT NULL')
      .getRawMany<{ languages: string }>();
    return [...new Set(rows.flatMap(({ languages }) => commaSeparated.from(languages) as string[]))];
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

  /** Of what these subscribers follow, the feeds whose names or links contain a text, by name. */
  async listFeedsContaining(
    subscriberIds: readonly number[],
    text: string,
    limit: number,
  ): Promise<FeedEntity[]> {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    const parameters = [JSON.stringify(subscriberIds), SEARCHED_SUBSCRIPTIONS, pattern, pattern, limit];
    const found: { id: number }[] = await this.reader.query(FEEDS_CONTAINING, parameters);
    return this.reader
      .createQueryBuilder(FeedEntity, 'feed')
      .where('feed.id IN (SELECT value FROM json_each(:ids))', {
        ids: JSON.stringify(found.map(({ id }) => id)),
      })
      .orderBy('feed.name COLLATE NOCASE')
      .addOrderBy('feed.id')
      .getMany();
  }

  /** Who follows which of these feeds and is not silent at `now`, by feed and subscriber. */
  async listSubscribersByFeeds(feedIds: readonly number[], now: Date): Promise<FeedFollower[]> {
    const rows = await this.reader
      .createQueryBuilder(FeedSubscriptionEntity, 'subscription')
      .innerJoin('SubscriberEntity', 'subscriber', 'subscriber.id = subscription.subscriberId')
      .select('subscription.feedId', 'feedId')
      .addSelect('subscriber.id', 'subscriberId')
      .addSelect('subscriber.type', 'type')
      .addSelect('subscriber.targetId', 'targetId')
      .addSelect('subscription.languages', 'languages')
      .addSelect('subscription.preferredGroups', 'preferredGroups')
      .addSelect('subscription.ignoredGroups', 'ignoredGroups')
      .where('subscription.feedId IN (SELECT value FROM json_each(:feedIds))', {
        feedIds: JSON.stringify(feedIds),
      })
      .andWhere('(subscription.mutedUntil IS NULL OR subscription.mutedUntil <= :now)', {
        now: now.getTime(),
      })
      .orderBy('subscription.feedId')
      .addOrderBy('subscriber.id')
      .getRawMany<RawFollower>();
    return rows.map((row) => ({
      ...row,
      languages: commaSeparated.from(row.languages) as string[],
      preferredGroups: (json.from(row.preferredGroups) ?? []) as string[],
      ignoredGroups: (json.from(row.ignoredGroups) ?? []) as string[],
    }));
  }
}
