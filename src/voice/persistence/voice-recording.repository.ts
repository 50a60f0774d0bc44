import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import type { VoiceState } from '../voice-state';

export interface NewSessionRow {
  readonly userId: Snowflake;
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly joinTime: number;
  /** Null while it goes on. */
  readonly leaveTime: number | null;
}

export interface SegmentRow {
  readonly sessionId: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly state: VoiceState;
}

export interface RolesRow {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly roleIds: readonly Snowflake[];
  readonly seenAt: number;
}

export interface ChannelRow {
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly categoryId: Snowflake | null;
}

/** Bulk writes: each is one statement on a JSON array, because a statement a row would take most of the time. */
@Injectable()
export class VoiceRecordingRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns the ids in the order of the rows. A session with the same member, channel and start is overwritten. */
  async insertSessions(rows: readonly NewSessionRow[]): Promise<number[]> {
    if (rows.length === 0) return [];
    const inserted = await this.write<{ id: number; key: string }>(
      `INSERT INTO voice_sessions (user_id, guild_id, channel_id, join_time, leave_time, is_active)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, coalesce(value ->> 4, value ->> 3), value ->> 4 IS NULL
       FROM json_each(?) WHERE true ORDER BY key
       ON CONFLICT (user_id, channel_id, join_time)
       DO UPDATE SET leave_time = excluded.leave_time, is_active = excluded.is_active
       RETURNING id, user_id || '/' || channel_id || '/' || join_time AS key`,
      rows.map((row) => [row.userId, row.guildId, row.channelId, row.joinTime, row.leaveTime]),
    );
    const ids = new Map(inserted.map(({ id, key }) => [key, id]));
    return rows.map(({ userId, channelId, joinTime }) => {
      const id = ids.get(`${userId}/${channelId}/${joinTime}`);
      if (id === undefined) throw new Error('A voice session was inserted and has no id');
      return id;
    });
  }

  /** Closes sessions, or (with null) lets them go on. */
  async updateSessions(rows: readonly (readonly [id: number, leaveTime: number | null])[]): Promise<void> {
    await this.write(
      `UPDATE voice_sessions SET leave_time = coalesce(row.value ->> 1, leave_time), is_active = row.value ->> 1 IS NULL
       FROM json_each(?) AS row WHERE voice_sessions.id = row.value ->> 0`,
      rows,
    );
  }

  async deleteSessions(ids: readonly number[]): Promise<void> {
    await this.write('DELETE FROM voice_sessions WHERE id IN (SELECT value FROM json_each(?))', ids);
  }

  /** Segments of sessions that are not there any more are left out. */
  async upsertSegments(rows: readonly SegmentRow[]): Promise<void> {
    await this.write(
      `INSERT INTO voice_segments (session_id, started_at, ended_at, state)
       SELECT session.id, row.value ->> 1, row.value ->> 2, row.value ->> 3
       FROM json_each(?) AS row CROSS JOIN voice_sessions AS session ON session.id = row.value ->> 0 WHERE true
       ON CONFLICT (session_id, started_at) DO UPDATE SET ended_at = excluded.ended_at, state = excluded.state`,
      rows.map((row) => [row.sessionId, row.startedAt, row.endedAt, row.state]),
    );
  }

  async deleteSegments(rows: readonly (readonly [sessionId: number, startedAt: number])[]): Promise<void> {
    await this.write(
      `DELETE FROM voice_segments
       WHERE (session_id, started_at) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
      rows,
    );
  }

  async suspend(rows: readonly (readonly [sessionId: number, state: VoiceState])[]): Promise<void> {
    await this.write(
      `INSERT INTO voice_suspensions (session_id, state)
       SELECT session.id, row.value ->> 1
       FROM json_each(?) AS row CROSS JOIN voice_sessions AS session ON session.id = row.value ->> 0 WHERE true
       ON CONFLICT (session_id) DO UPDATE SET state = excluded.state`,
      rows,
    );
  }

  async unsuspend(sessionIds: readonly number[]): Promise<void> {
    await this.write(
      'DELETE FROM voice_suspensions WHERE session_id IN (SELECT value FROM json_each(?))',
      sessionIds,
    );
  }

  /** @returns the guilds of those that changed, as often as they did. */
  async upsertRoles(rows: readonly RolesRow[]): Promise<Snowflake[]> {
    const changed = await this.write<{ guildId: Snowflake }>(
      `INSERT INTO voice_members (guild_id, user_id, role_ids, seen_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
       ON CONFLICT (guild_id, user_id) DO UPDATE SET role_ids = excluded.role_ids, seen_at = excluded.seen_at
       WHERE role_ids <> excluded.role_ids RETURNING guild_id AS guildId`,
      rows.map((row) => [row.guildId, row.userId, JSON.stringify(row.roleIds), row.seenAt]),
    );
    return changed.map(({ guildId }) => guildId);
  }

  /** @returns the guilds of those that changed, as often as they did. */
  async upsertChannels(rows: readonly ChannelRow[]): Promise<Snowflake[]> {
    const changed = await this.write<{ guildId: Snowflake }>(
      `INSERT INTO voice_channels (channel_id, guild_id, category_id)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
       ON CONFLICT (channel_id) DO UPDATE SET guild_id = excluded.guild_id, category_id = excluded.category_id
       WHERE category_id IS NOT excluded.category_id OR guild_id <> excluded.guild_id RETURNING guild_id AS guildId`,
      rows.map((row) => [row.channelId, row.guildId, row.categoryId]),
    );
    return changed.map(({ guildId }) => guildId);
  }

  /** The writer throws outside of a unit of work even when there is nothing to write. */
  private async write<Row>(sql: string, rows: readonly unknown[]): Promise<Row[]> {
    const { writer } = this.unitOfWork;
    return rows.length === 0 ? [] : writer.query<Row[]>(sql, [JSON.stringify(rows)]);
  }
}
