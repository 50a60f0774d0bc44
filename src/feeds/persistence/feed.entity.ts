import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import { booleanInteger, commaSeparated, instant } from '../../database';
import type { PlatformId } from '../platforms/platform';

/**
 * `completed`: nothing more is expected, so it is looked at seldom. `gone`: the source no longer has it. New items make
 * either `active` again.
 */
export type FeedState = 'active' | 'completed' | 'gone';

/** A series that somebody follows or followed. */
@Entity('feeds')
@Unique('uq_feeds_platform_id_source_id', ['platformId', 'sourceId'])
@Unique('uq_feeds_source_url', ['sourceUrl'])
@Index('ix_feeds_platform_id_next_check_at', ['platformId', 'nextCheckAt'])
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

  /** Told only where the place is age-restricted. */
  @Column({ name: 'is_adult', type: 'integer', default: 0, transformer: booleanInteger })
  isAdult!: boolean;

  @Column({ type: 'text', default: 'active' })
  state!: FeedState;

  /** Of all stored items; null while none has a number. */
  @Column({ name: 'highest_number', type: 'real', nullable: true })
  highestNumber!: number | null;

  /** When the platform is to be asked next what it says about the series itself. */
  @Column({ name: 'next_check_at', type: 'integer', default: 0, transformer: instant })
  nextCheckAt!: Date;

  /** Streams skipped something before this instant, so that the series' own items have to be read; else null. */
  @Column({ name: 'gap_since', type: 'integer', nullable: true, transformer: instant })
  gapSince!: Date | null;

  /** Since when every check said that the series has ended and all of it is here; else null. */
  @Column({ name: 'ended_since', type: 'integer', nullable: true, transformer: instant })
  endedSince!: Date | null;

  /** Since when every check missed the series at its source; else null. */
  @Column({ name: 'missing_since', type: 'integer', nullable: true, transformer: instant })
  missingSince!: Date | null;

  @Column({ name: 'missing_count', type: 'integer', default: 0 })
  missingCount!: number;

  /** The newest item by the platform's word when it turned out to be of a language that nobody wants. */
  @Column({ name: 'foreign_item_key', type: 'text', nullable: true })
  foreignItemKey!: string | null;
}
