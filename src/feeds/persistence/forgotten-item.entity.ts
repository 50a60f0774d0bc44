import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { FeedEntity } from './feed.entity';

/**
 * What is left of an item that was deleted for its age, a sixth of its size: enough to know the item, and its chapter
 * by another group, when a source shows them again.
 */
@Entity('forgotten_items', { withoutRowid: true })
@Index('ix_forgotten_items_feed_id_chapter_hash', ['feedId', 'chapterHash'])
export class ForgottenItemEntity {
  @ForeignKey(() => FeedEntity, {
    name: 'fk_forgotten_items_feed_id',
    onDelete: 'CASCADE',
    onUpdate: 'CASCADE',
  })
  @PrimaryColumn({ name: 'feed_id', type: 'integer' })
  feedId!: number;

  /** Of the item's key, by `hashOf`. */
  @PrimaryColumn({ name: 'item_hash', type: 'integer' })
  itemHash!: number;

  /** Of its logical key. */
  @Column({ name: 'chapter_hash', type: 'integer' })
  chapterHash!: number;

  @Column({ type: 'text', nullable: true })
  language!: string | null;

  @Column({ name: 'group_name', type: 'text', nullable: true })
  groupName!: string | null;
}
