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

  /** Of a forum that is gone. */
  async deleteByChannel(channelId: Snowflake): Promise<void> {
    await this.writer.delete(ForumPostEntity, { channelId });
  }
}
