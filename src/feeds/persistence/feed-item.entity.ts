import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import { booleanInteger, instant } from '../../database';
import { FeedEntity } from './feed.entity';

/** One chapter or episode that was seen. */
@Entity('feed_items')
@Unique('uq_feed_items_feed_id_item_key', ['feedId', 'itemKey'])
@Index('ix_feed_items_feed_id_logical_key', ['feedId', 'logicalKey'])
@Index('ix_feed_items_feed_id_published', ['feedId', 'published'])
export class FeedItemEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @ForeignKey(() => FeedEntity, { name: 'fk_feed_items_feed_id', onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @Column({ name: 'feed_id', type: 'integer' })
  feedId!: number;

  /** `Chapter 105: The title`. */
  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'integer', transformer: instant })
  published!: Date;

  /** The platform's identity of this very item; `legacy:<published>` for a row of the original bot. */
  @Column({ name: 'item_key', type: 'text' })
  itemKey!: string;

  /** Equal for the same chapter by two groups. */
  @Column({ name: 'logical_key', type: 'text' })
  logicalKey!: string;

  @Column({ type: 'text', nullable: true })
  number!: string | null;

  @Column({ type: 'text', nullable: true })
  language!: string | null;

  @Column({ name: 'group_name', type: 'text', nullable: true })
  groupName!: string | null;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ name: 'first_seen_at', type: 'integer', transformer: instant })
  firstSeenAt!: Date;

  /** True when it was out already as its feed was first read: known, never announced. */
  @Column({ name: 'is_baseline', type: 'integer', transformer: booleanInteger })
  isBaseline!: boolean;

  /** True when it was added far below what was out already: told, but as an older chapter. */
  @Column({ name: 'is_backfill', type: 'integer', default: 0, transformer: booleanInteger })
  isBackfill!: boolean;
}
