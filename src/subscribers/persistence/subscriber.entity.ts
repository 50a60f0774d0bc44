import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant, json } from '../../database';
import type { Stop } from '../stop';

export type SubscriberType = 'dm' | 'guild';

/** Somebody who can be told: a member by direct message, or a guild in the channel that its settings name. */
@Entity('subscribers')
@Unique('uq_subscribers_type_target_id', ['type', 'targetId'])
@Index('ix_subscribers_paused_since', ['pausedSince'], { where: '"paused_since" IS NOT NULL' })
@Index('ix_subscribers_unreachable_since', ['unreachableSince'], { where: '"unreachable_since" IS NOT NULL' })
export class SubscriberEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text' })
  type!: SubscriberType;

  /** The user's id for `dm`, the guild's for `guild`. */
  @Column({ name: 'target_id', type: 'text' })
  targetId!: Snowflake;

  /** Since when Discord refuses messages to this target for good; null while it can be reached. */
  @Column({ name: 'unreachable_since', type: 'integer', nullable: true, transformer: instant })
  unreachableSince!: Date | null;

  @Column({ name: 'unreachable_reason', type: 'text', nullable: true, transformer: json })
  unreachableReason!: Stop | null;

  /** When somebody was shown, as an answer to a command, that this target is stopped. */
  @Column({ name: 'stop_shown_at', type: 'integer', nullable: true, transformer: instant })
  stopShownAt!: Date | null;

  /** Since when this target wants to hear nothing; what comes out meanwhile is owed and waits. */
  @Column({ name: 'paused_since', type: 'integer', nullable: true, transformer: instant })
  pausedSince!: Date | null;
}
