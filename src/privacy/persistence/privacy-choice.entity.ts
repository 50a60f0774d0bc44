import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant } from '../../database';

/** What a member chose for one guild or, with `''` in its place, for all of them. No row where nothing was chosen. */
@Entity('privacy_choices')
@Index('ix_privacy_choices_guild_id', ['guildId'])
export class PrivacyChoiceEntity {
  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: Snowflake;

  @PrimaryColumn({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake | '';

  /** Since when others are not shown this member; null while they are. */
  @Column({ name: 'hidden_since', type: 'integer', nullable: true, transformer: instant })
  hiddenSince!: Date | null;

  /** Since when nothing of this member's voice activity is recorded; null while it is. */
  @Column({ name: 'unrecorded_since', type: 'integer', nullable: true, transformer: instant })
  unrecordedSince!: Date | null;
}
