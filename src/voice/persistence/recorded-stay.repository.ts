import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import type { Segment } from '../policy';

/** A session with its segments, as it is stored. */
export interface RecordedStay {
  readonly sessionId: number;
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  readonly joinedAt: number;
  readonly leftAt: number;
  readonly isActive: boolean;
  readonly segments: readonly Segment[];
}

/** How far a guild's sessions were read, in the order of channel and time of joining. */
export interface StayCursor {
  readonly channelId: string;
  readonly joinedAt: number;
}

type SessionRow = Omit<RecordedStay, 'segments' | 'isActive'> & { readonly isActive: 0 | 1 };
type SegmentRow = Omit<Segment, 'endedAt'> & { readonly sessionId: number; readonly endedAt: number | null };

const SESSION = `id AS sessionId, guild_id AS guildId, user_id AS userId, channel_id AS channelId,
  join_time AS joinedAt, leave_time AS leftAt, is_active AS isActive`;

/**
 * The index has a member's stays by channel and time, and a member may have tens of thousands: so the channels are found
 * by skipping from one to the next, and of each only its last stays are read.
 */
const LAST_OF_MEMBER = `WITH RECURSIVE channels(channel) AS (
    SELECT min(channel_id) FROM voice_sessions WHERE user_id = ?
    UNION ALL
    SELECT (SELECT min(channel_id) FROM voice_sessions WHERE user_id = ? AND channel_id > channel)
    FROM channels WHERE channel IS NOT NULL
  )
  SELECT ${SESSION} FROM channels CROSS JOIN voice_sessions ON id IN
    (SELECT id FROM voice_sessions WHERE user_id = ? AND channel_id = channel ORDER BY join_time DESC, id DESC LIMIT ?)
  WHERE guild_id = ? ORDER BY join_time DESC, id DESC LIMIT ?`;

/** Reads what happened, for whoever counts it. */
@Injectable()
export class RecordedStayRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async listByIds(sessionIds: readonly number[]): Promise<RecordedStay[]> {
    const sql = `SELECT ${SESSION} FROM voice_sessions WHERE id IN (SELECT value FROM json_each(?))`;
    return this.withSegments(await this.query(sql, [JSON.stringify(sessionIds)]));
  }

  /**
   * About `limit` sessions behind the cursor; never a part only of those with the same channel and time of joining.
   * Fewer than `limit` are the last.
   */
  async listAfter(guildId: Snowflake, cursor: StayCursor, limit: number): Promise<RecordedStay[]> {
    const rows = await this.query<SessionRow>(
      `SELECT ${SESSION} FROM voice_sessions WHERE guild_id = ? AND (channel_id, join_time) > (?, ?)
       ORDER BY channel_id, join_time LIMIT ?`,
      [guildId, cursor.channelId, cursor.joinedAt, limit],
    );
    const last = rows.at(-1);
    if (rows.length < limit || !last) return this.withSegments(rows);
    const { channelId, joinedAt } = last;
    const before = rows.filter((row) => row.channelId !== channelId || row.joinedAt !== joinedAt);
    const together = await this.query<SessionRow>(
      `SELECT ${SESSION} FROM voice_sessions WHERE guild_id = ? AND channel_id = ? AND join_time = ?`,
      [guildId, channelId, joinedAt],
    );
    return this.withSegments([...before, ...together]);
  }

  /** A member's last stays in a guild, the latest first. */
  async listLast(guildId: Snowflake, userId: Snowflake, limit: number): Promise<RecordedStay[]> {
    return this.withSegments(
      await this.query(LAST_OF_MEMBER, [userId, userId, userId, limit, guildId, limit]),
    );
  }

  /** The guilds that have sessions, found by skipping from one to the next in the index. */
  async listGuilds(): Promise<Snowflake[]> {
    const rows = await this.query<{ guildId: Snowflake }>(
      `WITH RECURSIVE guilds(id) AS (
         SELECT min(guild_id) FROM voice_sessions
         UNION ALL
         SELECT (SELECT min(guild_id) FROM voice_sessions WHERE guild_id > guilds.id) FROM guilds WHERE id IS NOT NULL
       ) SELECT id AS guildId FROM guilds WHERE id IS NOT NULL`,
      [],
    );
    return rows.map(({ guildId }) => guildId);
  }

  private async withSegments(sessions: readonly SessionRow[]): Promise<RecordedStay[]> {
    const stays = new Map(
      sessions.map((row) => [
        row.sessionId,
        { ...row, isActive: row.isActive === 1, segments: [] as Segment[] },
      ]),
    );
    const rows = await this.query<SegmentRow>(
      `SELECT session_id AS sessionId, started_at AS startedAt, ended_at AS endedAt, state
       FROM json_each(?) AS session CROSS JOIN voice_segments ON session_id = session.value
       ORDER BY session_id, started_at`,
      [JSON.stringify([...stays.keys()])],
    );
    for (const { sessionId, startedAt, endedAt, state } of rows) {
      const stay = stays.get(sessionId);
      stay?.segments.push({ startedAt, endedAt: endedAt ?? stay.leftAt, state });
    }
    return [...stays.values()];
  }

  private query<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.unitOfWork.reader.query<Row[]>(sql, [...parameters]);
  }
}
