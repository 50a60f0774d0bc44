import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant } from '../../database';

/** A guild that the bot is no longer in, and of which something may be stored. */
@Entity('left_guilds')
export class LeftGuildEntity {
  @PrimaryColumn({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake;

  /** When it left, or when that was found out. */
  @Column({ name: 'left_at', type: 'integer', transformer: instant })
  leftAt!: Date;
}
