import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';

import type { Snowflake } from '../../common';
import { json } from '../../database';
import { type GuildSettings, normaliseGuildSettings } from './guild-settings';

const guildSettings: ValueTransformer = {
  to: (value: unknown): unknown => json.to(value),
  from: (text: unknown): unknown => normaliseGuildSettings(json.from(text)),
};

/** One guild's configuration, all features in one row. */
@Entity('server_settings')
export class GuildSettingsEntity {
  @PrimaryColumn({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake;

  @Column({ type: 'text', transformer: guildSettings })
  settings!: GuildSettings;
}
