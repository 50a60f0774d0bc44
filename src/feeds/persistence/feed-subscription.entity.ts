import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';
import { commaSeparated, instant, json } from '../../database';
import { FeedEntity } from './feed.entity';

/** Who wants to be told of which feed. */
@Entity('feed_subscriptions')
@Unique('uq_feed_subscriptions_feed_id_subscriber_id', ['feedId', 'subscriberId'])
@Index('ix_feed_subscriptions_subscriber_id', ['subscriberId'])
@Index('ix_feed_subscriptions_languages', ['languages'], { where: '"languages" IS NOT NULL' })
@Index('ix_feed_subscriptions_role_id', ['roleId'], { where: '"role_id" IS NOT NULL' })
@Index('ix_feed_subscriptions_channel_id', ['channelId'], { where: '"channel_id" IS NOT NULL' })
export class FeedSubscriptionEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @ForeignKey(() => FeedEntity, {
    name: 'fk_feed_subscriptions_feed_id',
    onDelete: 'CASCADE',
    onUpdate: 'CASCADE',
  })
  @Column({ name: 'feed_id', type: 'integer' })
  feedId!: number;

  @ForeignKey('SubscriberEntity', {
    name: 'fk_feed_subscriptions_subscriber_id',
    onDelete: 'CASCADE',
    onUpdate: 'CASCADE',
  })
  @Column({ name: 'subscriber_id', type: 'integer' })
  subscriberId!: number;

  /** 1970 for a subscription that is older than this column. */
  @Column({ name: 'created_at', type: 'integer', transformer: instant })
  createdAt!: Date;

  /** As the platform writes them; empty for the default language. */
  @Column({ type: 'text', nullable: true, transformer: commaSeparated })
  languages!: readonly string[];

  /** Groups whose release is linked where several came out together. */
  @Column({ name: 'preferred_groups', type: 'text', nullable: true, transformer: json })
  preferredGroups!: readonly string[] | null;

  /** Groups whose releases are not told. */
  @Column({ name: 'ignored_groups', type: 'text', nullable: true, transformer: json })
  ignoredGroups!: readonly string[] | null;

  /** Mentioned in each message of a guild's subscription. */
  @Column({ name: 'role_id', type: 'text', nullable: true })
  roleId!: Snowflake | null;

  /** Channel, thread or forum of this subscription alone; null for the guild's channel. */
  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId!: Snowflake | null;

  /** Nothing is told of this feed before this instant. */
  @Column({ name: 'muted_until', type: 'integer', nullable: true, transformer: instant })
  mutedUntil!: Date | null;
}
