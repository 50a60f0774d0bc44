import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant, json } from '../../database';

/** A member's roles as they were last seen beside a voice state. */
@Entity('voice_members', { withoutRowid: true })
export class VoiceMemberEntity {
  @PrimaryColumn({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: Snowflake;

  @Column({ name: 'role_ids', type: 'text', transformer: json })
  roleIds!: readonly Snowflake[];

  /** When these roles were seen first. */
  @Column({ name: 'seen_at', type: 'integer', transformer: instant })
  seenAt!: Date;
}
