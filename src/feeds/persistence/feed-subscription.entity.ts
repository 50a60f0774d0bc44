import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import { instant } from '../../database';
import { FeedEntity } from './feed.entity';

/** Who wants to be told of which feed. */
@Entity('feed_subscriptions')
@Unique('uq_feed_subscriptions_feed_id_subscriber_id', ['feedId', 'subscriberId'])
@Index('ix_feed_subscriptions_subscriber_id', ['subscriberId'])
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
}
