import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';
import { booleanInteger, instant } from '../../database';

/** One stay of a member in one voice channel. */
@Entity('voice_sessions')
@Unique('uq_voice_sessions_user_id_channel_id_join_time', ['userId', 'channelId', 'joinTime'])
@Index('ix_voice_sessions_guild_id_channel_id_join_time_leave_time', [
  'guildId',
  'channelId',
  'joinTime',
  'leaveTime',
])
@Index('ix_voice_sessions_guild_id_active', ['guildId'], { where: '"is_active" = 1' })
export class VoiceSessionEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'user_id', type: 'text' })
  userId!: Snowflake;

  @Column({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake;

  @Column({ name: 'channel_id', type: 'text' })
  channelId!: Snowflake;

  @Column({ name: 'join_time', type: 'integer', transformer: instant })
  joinTime!: Date;

  /** The end of the stay, or, while it is active, the last instant it was known to go on. */
  @Column({ name: 'leave_time', type: 'integer', transformer: instant })
  leaveTime!: Date;

  @Column({ name: 'is_active', type: 'integer', default: 0, transformer: booleanInteger })
  isActive!: boolean;
}
