import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';
import { FeedEntity } from './feed.entity';

/** The post of a forum in which one series is told. */
@Entity('forum_posts')
@Unique('uq_forum_posts_thread_id', ['threadId'])
@Index('ix_forum_posts_feed_id', ['feedId'])
export class ForumPostEntity {
  /** The forum. */
  @PrimaryColumn({ name: 'channel_id', type: 'text' })
  channelId!: Snowflake;

  @ForeignKey(() => FeedEntity, { name: 'fk_forum_posts_feed_id', onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @PrimaryColumn({ name: 'feed_id', type: 'integer' })
  feedId!: number;

  @Column({ name: 'thread_id', type: 'text' })
  threadId!: Snowflake;
}
