import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import type { VoiceState } from '../voice-state';

/** A session that may go on: active when the process ended, or suspended. With its last segment, if it has any. */
export interface UnfinishedSession {
  readonly id: number;
  readonly userId: Snowflake;
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly joinTime: number;
  readonly leaveTime: number;
  readonly isActive: boolean;
  readonly segmentStart: number | null;
  readonly state: VoiceState | null;
  /** Null when it was active. */
  readonly suspendedAs: VoiceState | null;
}

const LAST_SEGMENT = `(SELECT max(started_at) FROM voice_segments WHERE session_id = session.id)`;

@Injectable()
export class UnfinishedSessionRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  // The index is named because a UNION wants its rows by id, for which SQLite would pass the whole table.
  /** By id, those after `afterId` first; [] at the end. */
  async listAfter(afterId: number, limit: number): Promise<UnfinishedSession[]> {
    const rows = await this.unitOfWork.reader.query<
      (Omit<UnfinishedSession, 'isActive'> & { isActive: number })[]
    >(
      `SELECT session.id, user_id AS userId, guild_id AS guildId, channel_id AS channelId, join_time AS joinTime,
         leave_time AS leaveTime, is_active AS isActive, started_at AS segmentStart, voice_segments.state,
         voice_suspensions.state AS suspendedAs
       FROM (
         SELECT id FROM voice_sessions INDEXED BY ix_voice_sessions_guild_id_active WHERE is_active = 1
         UNION SELECT session_id FROM voice_suspensions
       ) AS unfinished
       JOIN voice_sessions AS session ON session.id = unfinished.id
       LEFT JOIN voice_suspensions ON voice_suspensions.session_id = session.id
       LEFT JOIN voice_segments ON voice_segments.session_id = session.id AND started_at = ${LAST_SEGMENT}
       WHERE session.id > ? ORDER BY session.id LIMIT ?`,
      [afterId, limit],
    );
    return rows.map((row) => ({ ...row, isActive: Boolean(row.isActive) }));
  }
}
