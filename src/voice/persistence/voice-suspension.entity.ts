import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { VoiceState } from '../voice-state';
import { VoiceSessionEntity } from './voice-session.entity';

/**
 * A session that was closed because we stopped looking, not because the member left. It goes on when the member is
 * found in the same channel soon enough.
 */
@Entity('voice_suspensions')
export class VoiceSuspensionEntity {
  @ForeignKey(() => VoiceSessionEntity, {
    name: 'fk_voice_suspensions_session_id',
    onDelete: 'CASCADE',
    onUpdate: 'CASCADE',
  })
  @PrimaryColumn({ name: 'session_id', type: 'integer' })
  sessionId!: number;

  /** What held when it was suspended, for however short a time. */
  @Column({ type: 'integer' })
  state!: VoiceState;
}
