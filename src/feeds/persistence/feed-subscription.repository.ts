import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** A page that keeps everything else waiting for a few milliseconds at most, with what is owed to it. */
const FOLLOWERS_AT_ONCE = 500;

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const INSERT_IF_ABSENT = `
  INSERT INTO feed_subscriptions (feed_id, subscriber_id, created_at) VALUES (?, ?, ?)
  ON CONFLICT (feed_id, subscriber_id) DO NOTHING
  RETURNING id`;

const DELETE_SOME = `
  DELETE FROM feed_subscriptions
  WHERE id IN (SELECT id FROM feed_subscriptions WHERE subscriber_id = ? LIMIT ?) RETURNING 1`;

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

/** From one value to the next by index: DISTINCT would pass every subscription that asks for languages. */
const DISTINCT_LANGUAGES = `
  WITH RECURSIVE wanted(languages) AS (
    SELECT MIN(languages) FROM feed_subscriptions WHERE languages IS NOT NULL
    UNION ALL
    SELECT (SELECT MIN(languages) FROM feed_subscriptions WHERE languages > wanted.languages)
    FROM wanted WHERE wanted.languages IS NOT NULL
  )
  SELECT languages FROM wanted WHERE languages IS NOT NULL`;

/** Parameters: feeds as a JSON array, subscriber, now, limit. */
const LIST_FOLLOWERS = `
  SELECT subscription.feed_id AS feedId, subscriber.id AS subscriberId, subscriber.type AS type,
    subscriber.target_id AS targetId, subscription.languages AS languages,
    subscription.preferred_groups AS preferredGroups, subscription.ignored_groups AS ignoredGroups
  FROM feed_subscriptions AS subscription JOIN subscribers AS subscriber ON subscriber.id = subscription.subscriber_id
  WHERE subscription.feed_id IN (SELECT value FROM json_each(?)) AND subscription.subscriber_id > ?
    AND (subscription.muted_until IS NULL OR subscription.muted_until <= ?)
  ORDER BY subscription.feed_id, subscription.subscriber_id LIMIT ?`;

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

  /** The clock was set back. Who subscribed by its future would be told nothing until then. */
  async moveStarts(byMs: number, now: Date): Promise<void> {
    const at = now.getTime();
    await this.writer.query(
      'UPDATE feed_subscriptions SET created_at = min(created_at - ?, ?) WHERE created_at > ?',
      [byMs, at, at],
    );
  }

  /** @returns false when there was no such subscription. */
  async deleteByFeedAndSubscriber(feedId: number, subscriberId: number): Promise<boolean> {
    const result = await this.writer.delete(FeedSubscriptionEntity, { feedId, subscriberId });
    return result.affected !== 0;
  }

  countByFeed(feedId: number): Promise<number> {
    return this.reader.countBy(FeedSubscriptionEntity, { feedId });
  }

  /** Deletes some of what a subscriber follows. @returns how many. */
  async deleteSomeOf(subscriberId: number, limit: number): Promise<number> {
    const deleted: unknown[] = await this.writer.query(DELETE_SOME, [subscriberId, limit]);
    return deleted.length;
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
    const rows: { languages: string }[] = await this.reader.query(DISTINCT_LANGUAGES);
    return [...new Set(rows.flatMap(({ languages }) => commaSeparated.from(languages) as string[]))];
  }

  /** What the subscriptions to a feed ask for, each combination once; an empty one stands for the default. */
  async listLanguages(feedId: number): Promise<(readonly string[])[]> {
    const rows = await this.reader.query<{ languages: string | null }[]>(
      'SELECT DISTINCT languages FROM feed_subscriptions WHERE feed_id = ?',
      [feedId],
    );
    return rows.map(({ languages }) => commaSeparated.from(languages) as string[]);
  }

  /** What a subscriber asked for last, the newest first. */
  listNewest(subscriberId: number, limit: number): Promise<FeedSubscriptionEntity[]> {
    return this.reader.find(FeedSubscriptionEntity, {
      where: { subscriberId },
      order: { id: 'DESC' },
      take: limit,
    });
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

  /**
   * Who follows which of these feeds and is not silent at `now`, by feed and subscriber. A hundred thousand come in
   * pages, each of them in a turn of its own: SQLite answers before anybody else has had one, and Discord ends a
   * connection that misses its heartbeats.
   */
  async *pagesOfFollowers(
    feedIds: readonly number[],
    now: Date,
    size = FOLLOWERS_AT_ONCE,
  ): AsyncGenerator<readonly FeedFollower[]> {
    let feeds = [...feedIds].sort((a, b) => a - b);
    let last: FeedFollower | undefined;
    do {
      // First the rest of the feed in which the page before ended: by index, without passing its followers again.
      const page: FeedFollower[] = last
        ? await this.listFollowers([last.feedId], last.subscriberId, now, size)
        : [];
      if (page.length < size) {
        const after = last?.feedId ?? 0;
        feeds = feeds.filter((id) => id > after);
        page.push(...(await this.listFollowers(feeds, 0, now, size - page.length)));
      }
      last = page.length < size ? undefined : page.at(-1);
      if (page.length === 0) return;
      yield page;
      await nextTurn();
    } while (last);
  }

  private async listFollowers(
    feedIds: readonly number[],
    afterSubscriberId: number,
    now: Date,
    limit: number,
  ): Promise<FeedFollower[]> {
    const parameters = [JSON.stringify(feedIds), afterSubscriberId, now.getTime(), limit];
    const rows: RawFollower[] = await this.reader.query(LIST_FOLLOWERS, parameters);
    return rows.map((row) => ({
      ...row,
      languages: commaSeparated.from(row.languages) as string[],
      preferredGroups: (json.from(row.preferredGroups) ?? []) as string[],
      ignoredGroups: (json.from(row.ignoredGroups) ?? []) as string[],
    }));
  }
}
