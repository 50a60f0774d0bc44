import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant } from '../../database';

export type SubscriberType = 'dm' | 'guild';

/** Somebody who can be told: a member by direct message, or a guild in the channel that its settings name. */
@Entity('subscribers')
@Unique('uq_subscribers_type_target_id', ['type', 'targetId'])
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

  @Column({ name: 'unreachable_reason', type: 'text', nullable: true })
  unreachableReason!: string | null;
}
