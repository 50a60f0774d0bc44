import { Injectable } from '@nestjs/common';

import { TableRepository, UnitOfWork } from '../../database';
import { FeedEntity } from './feed.entity';
import { WebFeedEntity } from './web-feed.entity';

// A feed that rests because nobody followed it, or because it was given up, is read again; any other stays as it is.
const ENROL = `
  INSERT INTO web_feeds (feed_id, host, next_read_at) VALUES (?, ?, ?)
  ON CONFLICT (feed_id) DO UPDATE SET next_read_at = COALESCE(next_read_at, excluded.next_read_at)`;

const REST_IF_UNFOLLOWED = `
  UPDATE web_feeds SET next_read_at = NULL
  WHERE feed_id = ? AND NOT EXISTS (SELECT 1 FROM feed_subscriptions WHERE feed_id = web_feeds.feed_id)
  RETURNING feed_id`;

/** Parameters: now, limit. Read by index, up to the limit. */
const COUNT_DUE = `
  SELECT COUNT(*) AS count, MIN(next_read_at) AS oldest
  FROM (SELECT next_read_at FROM web_feeds WHERE next_read_at <= ? ORDER BY next_read_at LIMIT ?)`;

/** Parameters: subscriber, most subscriptions. Of whoever follows more, the rest goes unseen. */
const FOLLOWED = `
  SELECT web_feeds.feed_id AS feed_id, failures, gone_since FROM (
    SELECT feed_id FROM feed_subscriptions WHERE subscriber_id = ? LIMIT ?
  ) AS followed JOIN web_feeds ON web_feeds.feed_id = followed.feed_id`;
const MOST_FOLLOWED = 2_000;
const COUNT_FOLLOWED = `
  SELECT COUNT(*) AS total, COALESCE(SUM(failures > 0), 0) AS failing FROM (${FOLLOWED})`;
const WORST_FOLLOWED = `SELECT feed_id AS id FROM (${FOLLOWED}) ORDER BY failures DESC, feed_id LIMIT ?`;

export interface FollowedWebFeed {
  readonly name: string;
  readonly sourceUrl: string;
  readonly webFeed: WebFeedEntity;
}

@Injectable()
export class WebFeedRepository extends TableRepository<WebFeedEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, WebFeedEntity);
  }

  /** The clock was set back. */
  async moveDueTimes(byMs: number, now: Date): Promise<void> {
    const at = now.getTime();
    await this.writer.query(
      `UPDATE web_feeds SET next_read_at = next_read_at - iif(next_read_at > ?, ?, 0),
         last_read_at = min(last_read_at, ?), missing_since = min(missing_since, ?)
       WHERE next_read_at > ? OR last_read_at > ? OR missing_since > ?`,
      [at, byMs, at, at, at, at, at],
    );
  }

  /** Lets the feed be read from `at` on. Call it in the unit of work that makes somebody follow it. */
  async enrol({ id, sourceId }: Pick<FeedEntity, 'id' | 'sourceId'>, at: Date): Promise<void> {
    await this.writer.query(ENROL, [id, new URL(sourceId).host, at.getTime()]);
  }

  /** The feed that has been due longest, of all that are not on these hosts. */
  findDue(now: Date, busyHosts: readonly string[]): Promise<WebFeedEntity | null> {
    return this.reader
      .createQueryBuilder(WebFeedEntity, 'webFeed')
      .where('webFeed.nextReadAt <= :now', { now: now.getTime() })
      .andWhere('webFeed.host NOT IN (SELECT value FROM json_each(:hosts))', {
        hosts: JSON.stringify(busyHosts),
      })
      .orderBy('webFeed.nextReadAt')
      .limit(1)
      .getOne();
  }

  /** @returns a count of `limit` when it is that many or more, and since when the first of them is due. */
  async countDue(now: Date, limit: number): Promise<{ count: number; oldest: Date | null }> {
    const [row]: { count: number; oldest: number | null }[] = await this.reader.query(COUNT_DUE, [
      now.getTime(),
      limit,
    ]);
    return { count: row?.count ?? 0, oldest: row?.oldest == null ? null : new Date(row.oldest) };
  }

  /** Stops reading a feed that nobody follows. @returns false when somebody does. */
  async restIfUnfollowed(feedId: number): Promise<boolean> {
    const rested: unknown[] = await this.writer.query(REST_IF_UNFOLLOWED, [feedId]);
    return rested.length > 0;
  }

  /** Of the web feeds that a subscriber follows, how many there are and how many could not be read last. */
  async countFollowed(subscriberId: number): Promise<{ total: number; failing: number }> {
    const [row]: { total: number; failing: number }[] = await this.reader.query(COUNT_FOLLOWED, [
      subscriberId,
      MOST_FOLLOWED,
    ]);
    return row ?? { total: 0, failing: 0 };
  }

  /** Of the web feeds that a subscriber follows, those that failed most often. */
  async listWorstFollowed(subscriberId: number, limit: number): Promise<FollowedWebFeed[]> {
    const rows: { id: number }[] = await this.reader.query(WORST_FOLLOWED, [
      subscriberId,
      MOST_FOLLOWED,
      limit,
    ]);
    const followed: FollowedWebFeed[] = [];
    for (const { id } of rows) {
      const webFeed = await this.findById(id);
      const feed = await this.reader.findOneBy(FeedEntity, { id });
      if (webFeed && feed) followed.push({ name: feed.name, sourceUrl: feed.sourceUrl, webFeed });
    }
    return followed;
  }
}
