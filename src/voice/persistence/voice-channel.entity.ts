import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Snowflake } from '../../common';

/** The category of a voice channel as last known; a deleted channel keeps it. */
@Entity('voice_channels', { withoutRowid: true })
@Index('ix_voice_channels_guild_id_category_id', ['guildId', 'categoryId'])
export class VoiceChannelEntity {
  @PrimaryColumn({ name: 'channel_id', type: 'text' })
  channelId!: Snowflake;

  @Column({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake;

  @Column({ name: 'category_id', type: 'text', nullable: true })
  categoryId!: Snowflake | null;
}
