import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { ForumPostEntity } from './forum-post.entity';

type ForumPostKey = Pick<ForumPostEntity, 'channelId' | 'feedId'>;

@Injectable()
export class ForumPostRepository extends TableRepository<ForumPostEntity, ForumPostKey> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, ForumPostEntity);
  }

  find(key: ForumPostKey): Promise<ForumPostEntity | null> {
    return this.findById(key);
  }

  upsert(post: ForumPostEntity): Promise<void> {
    return this.replace(post);
  }

  /** @returns false when this was no post that we know. */
  async deleteByThread(threadId: Snowflake): Promise<boolean> {
    const result = await this.writer.delete(ForumPostEntity, { threadId });
    return result.affected !== 0;
  }

  /** Posts in which a subscriber was told something, and those of the forums that it chose. @returns how many. */
  async deleteOfSubscriber(subscriberId: number, channelId: Snowflake | null): Promise<number> {
    const deleted: unknown[] = await this.writer.query(
      `DELETE FROM forum_posts WHERE channel_id = ?
         OR channel_id IN (SELECT channel_id FROM feed_subscriptions WHERE subscriber_id = ?)
         OR thread_id IN (SELECT channel_id FROM outbox_messages WHERE subscriber_id = ?) RETURNING 1`,
      [channelId, subscriberId, subscriberId],
    );
    return deleted.length;
  }

  /** Of a forum that is gone. */
  async deleteByChannel(channelId: Snowflake): Promise<void> {
    await this.writer.delete(ForumPostEntity, { channelId });
  }
}
