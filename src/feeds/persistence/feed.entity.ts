import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

import { commaSeparated, instant } from '../../database';
import type { PlatformId } from '../platforms/platform';

/** A series that somebody follows or followed. */
@Entity('feeds')
@Unique('uq_feeds_platform_id_source_id', ['platformId', 'sourceId'])
@Unique('uq_feeds_source_url', ['sourceUrl'])
export class FeedEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ name: 'platform_id', type: 'text' })
  platformId!: PlatformId;

  @Column({ name: 'source_id', type: 'text' })
  sourceId!: string;

  /** What the original asked the platform for to read the items; the same as `sourceId` on today's platforms. */
  @Column({ name: 'items_id', type: 'text' })
  itemsId!: string;

  @Column({ name: 'source_url', type: 'text' })
  sourceUrl!: string;

  @Column({ name: 'cover_url', type: 'text', nullable: true })
  coverUrl!: string | null;

  @Column({ type: 'text', nullable: true, transformer: commaSeparated })
  tags!: readonly string[];

  /** When the items that were out already had been recorded; null until then, so that nothing old is announced. */
  @Column({ name: 'baseline_at', type: 'integer', nullable: true, transformer: instant })
  baselineAt!: Date | null;
}
