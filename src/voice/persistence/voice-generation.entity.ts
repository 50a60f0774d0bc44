import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';

/**
 * `building` and `checking` hold every closed session up to the cursor, in the order of channel and time of joining;
 * `current` holds every closed session at all. There is at most one of each of these a guild. `retired` is what nobody reads any more and is deleted bit by bit.
 */
export type GenerationState = 'building' | 'checking' | 'current' | 'retired';

/** One count of a guild's whole history under one set of rules; the rows below belong to exactly one. */
@Entity('voice_generations')
@Check('ck_voice_generations_state', `"state" IN ('building', 'checking', 'current', 'retired')`)
@Index('ix_voice_generations_guild_id_state', ['guildId', 'state'])
@Index('ix_voice_generations_state', ['state'])
export class VoiceGenerationEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'guild_id', type: 'text' })
  guildId!: Snowflake;

  /** JSON of `CountingInputs`. */
  @Column({ type: 'text' })
  inputs!: string;

  @Column({ type: 'text' })
  state!: GenerationState;

  @Column({ name: 'cursor_channel_id', type: 'text', default: '' })
  cursorChannelId!: string;

  @Column({ name: 'cursor_joined_at', type: 'integer', default: 0 })
  cursorJoinedAt!: number;
}

/** A member in a generation: a short key for the many rows below. */
@Entity('voice_participants')
@Unique('uq_voice_participants_generation_id_user_id', ['generationId', 'userId'])
export class VoiceParticipantEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'generation_id', type: 'integer' })
  generationId!: number;

  @Column({ name: 'user_id', type: 'text' })
  userId!: Snowflake;
}

/** A channel in a generation. */
@Entity('voice_places')
@Unique('uq_voice_places_generation_id_channel_id', ['generationId', 'channelId'])
export class VoicePlaceEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'generation_id', type: 'integer' })
  generationId!: number;

  @Column({ name: 'channel_id', type: 'text' })
  channelId!: Snowflake;
}

/** A day, week, month, year or all of time in a generation, with the guild's total and who had a share in it. */
@Entity('voice_periods')
@Unique('uq_voice_periods_generation_id_kind_started_at', ['generationId', 'kind', 'startedAt'])
export class VoicePeriodEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'generation_id', type: 'integer' })
  generationId!: number;

  /** 0 all, 1 year, 2 month, 3 week, 4 day. */
  @Column({ type: 'integer' })
  kind!: number;

  @Column({ name: 'started_at', type: 'integer' })
  startedAt!: number;

  @Column({ name: 'counted_ms', type: 'integer', default: 0 })
  countedMs!: number;

  /** Members with counted time in it. */
  @Column({ type: 'integer', default: 0 })
  members!: number;
}
