import type { Segment, Stay } from '../policy';
import type { ReadConnection } from './read-connection';

type SessionRow = [id: number, userId: string, channelId: string, joinedAt: number];
type SegmentRow = [sessionId: number, startedAt: number, endedAt: number | null, state: number];

/** A stay that is going on: its last segment has no end yet. */
interface OpenStay {
  readonly userId: string;
  readonly channelId: string;
  readonly joinedAt: number;
  readonly segments: readonly { startedAt: number; endedAt: number | null; state: number }[];
}

const SESSIONS = `SELECT id, user_id, channel_id, join_time FROM voice_sessions
  WHERE guild_id = ? AND is_active = 1 ORDER BY id`;
const SEGMENTS = `SELECT session_id, started_at, ended_at, state
  FROM json_each(?) AS session CROSS JOIN voice_segments ON session_id = session.value
  ORDER BY session_id, started_at`;

/** The guild's stays that are going on, as lasting until now. Kept in memory until something is committed. */
export class OpenStays {
  private version = -1;
  private readonly known = new Map<string, readonly OpenStay[]>();

  constructor(private readonly connection: ReadConnection) {}

  list(guildId: string, now: number): Stay[] {
    const version = this.connection.version();
    if (version !== this.version) this.known.clear();
    this.version = version;
    const stays = this.known.get(guildId) ?? this.read(guildId);
    this.known.set(guildId, stays);
    return stays.map(({ userId, channelId, joinedAt, segments }) => ({
      userId,
      channelId,
      joinedAt,
      leftAt: Math.max(joinedAt, now),
      segments: segments.map(({ startedAt, endedAt, state }): Segment => {
        return { startedAt, endedAt: endedAt ?? Math.max(startedAt, now), state };
      }),
    }));
  }

  private read(guildId: string): OpenStay[] {
    const sessions = this.connection.rows<SessionRow>(SESSIONS, guildId);
    const stays = new Map(
      sessions.map(([id, userId, channelId, joinedAt]) => [
        id,
        { userId, channelId, joinedAt, segments: [] as OpenStay['segments'][number][] },
      ]),
    );
    const rows = this.connection.rows<SegmentRow>(SEGMENTS, JSON.stringify([...stays.keys()]));
    for (const [sessionId, startedAt, endedAt, state] of rows) {
      stays.get(sessionId)?.segments.push({ startedAt, endedAt, state });
    }
    return [...stays.values()];
  }
}
