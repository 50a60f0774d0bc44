import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import { instant } from '../../database';
import type { VoiceState } from '../voice-state';
import { VoiceSessionEntity } from './voice-session.entity';

/** A part of a session in one state. A session's segments tile it: no gap, no overlap, none without length. */
@Entity('voice_segments', { withoutRowid: true })
export class VoiceSegmentEntity {
  @ForeignKey(() => VoiceSessionEntity, {
    name: 'fk_voice_segments_session_id',
    onDelete: 'CASCADE',
    onUpdate: 'CASCADE',
  })
  @PrimaryColumn({ name: 'session_id', type: 'integer' })
  sessionId!: number;

  @PrimaryColumn({ name: 'started_at', type: 'integer', transformer: instant })
  startedAt!: Date;

  /** Null while it goes on. */
  @Column({ name: 'ended_at', type: 'integer', nullable: true, transformer: instant })
  endedAt!: Date | null;

  @Column({ type: 'integer' })
  state!: VoiceState;
}
