import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Counted time of a closed session, cut into pieces of at most `LONGEST_PIECE_MS`, so that whoever looks for what
 * overlaps an instant knows how far back to look.
 */
@Entity('voice_spans', { withoutRowid: true })
@Index('ix_voice_spans_participant_id_started_at_counted_ms', ['participantId', 'startedAt', 'countedMs'])
export class VoiceSpanEntity {
  @PrimaryColumn({ name: 'place_id', type: 'integer' })
  placeId!: number;

  @PrimaryColumn({ name: 'started_at', type: 'integer' })
  startedAt!: number;

  @PrimaryColumn({ name: 'session_id', type: 'integer' })
  sessionId!: number;

  @Column({ name: 'participant_id', type: 'integer' })
  participantId!: number;

  @Column({ name: 'counted_ms', type: 'integer' })
  countedMs!: number;
}

/**
 * A member's time in a period; no row where it is zero. The period comes first, so that what happens now touches the
 * few pages of the present periods only, however long the history is.
 */
@Entity('voice_member_totals', { withoutRowid: true })
@Index('ix_voice_member_totals_period_id_counted_ms', ['periodId', 'countedMs'])
export class VoiceMemberTotalEntity {
  @PrimaryColumn({ name: 'period_id', type: 'integer' })
  periodId!: number;

  @PrimaryColumn({ name: 'participant_id', type: 'integer' })
  participantId!: number;

  @Column({ name: 'counted_ms', type: 'integer' })
  countedMs!: number;
}

/** A channel's time in a period. */
@Entity('voice_place_totals', { withoutRowid: true })
export class VoicePlaceTotalEntity {
  @PrimaryColumn({ name: 'period_id', type: 'integer' })
  periodId!: number;

  @PrimaryColumn({ name: 'place_id', type: 'integer' })
  placeId!: number;

  @Column({ name: 'counted_ms', type: 'integer' })
  countedMs!: number;
}

/** Time in an hour of the week (0 is Monday, 00:00 to 01:00 by the guild's clock) in a period. */
@Entity('voice_hour_totals', { withoutRowid: true })
export class VoiceHourTotalEntity {
  @PrimaryColumn({ name: 'period_id', type: 'integer' })
  periodId!: number;

  @PrimaryColumn({ type: 'integer' })
  hour!: number;

  @Column({ name: 'counted_ms', type: 'integer' })
  countedMs!: number;
}
