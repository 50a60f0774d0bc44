import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant } from '../../database';

/**
 * Something that is to be deleted and is not yet: a member's data in one guild or (without a guild) everywhere, or
 * (without a member) all of a guild. The row goes last, so that a crash forgets nothing.
 */
@Entity('privacy_deletions')
@Check('ck_privacy_deletions_subject', `"user_id" IS NOT NULL OR "guild_id" IS NOT NULL`)
export class PrivacyDeletionEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: Snowflake | null;

  @Column({ name: 'guild_id', type: 'text', nullable: true })
  guildId!: Snowflake | null;

  @Column({ name: 'requested_at', type: 'integer', transformer: instant })
  requestedAt!: Date;
}
