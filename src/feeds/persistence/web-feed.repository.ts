import { Injectable } from '@nestjs/common';

import { TableRepository, UnitOfWork } from '../../database';
import type { FeedEntity } from './feed.entity';
import { WebFeedEntity } from './web-feed.entity';

// A feed that rests because nobody followed it, or because it was given up, is read again; any other stays as it is.
const ENROL = `
  INSERT INTO web_feeds (feed_id, host, next_read_at) VALUES (?, ?, ?)
  ON CONFLICT (feed_id) DO UPDATE SET next_read_at = COALESCE(next_read_at, excluded.next_read_at)`;

const REST_IF_UNFOLLOWED = `
  UPDATE web_feeds SET next_read_at = NULL
  WHERE feed_id = ? AND NOT EXISTS (SELECT 1 FROM feed_subscriptions WHERE feed_id = web_feeds.feed_id)
  RETURNING feed_id`;

@Injectable()
export class WebFeedRepository extends TableRepository<WebFeedEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, WebFeedEntity);
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

  /** Stops reading a feed that nobody follows. @returns false when somebody does. */
  async restIfUnfollowed(feedId: number): Promise<boolean> {
    const rested: unknown[] = await this.writer.query(REST_IF_UNFOLLOWED, [feedId]);
    return rested.length > 0;
  }
}
