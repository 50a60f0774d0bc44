import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the bot remembers about itself: version, start-up time, heartbeat. */
@Entity('bot_meta')
export class BotMetaEntity {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  value!: string;
}
