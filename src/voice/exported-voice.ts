import { type ExportedTable, isoInstant, type MemberScope } from '../privacy';
import { guildsOf } from './persistence/voice-data.repository';
import { VoiceState } from './voice-state';

const STATES: Readonly<Record<keyof typeof VoiceState, string>> = {
  selfMute: 'muted by yourself',
  serverMute: 'muted by the server',
  selfDeaf: 'deafened by yourself',
  serverDeaf: 'deafened by the server',
  alone: 'alone',
  afkChannel: 'in the AFK channel',
  streaming: 'streaming',
  camera: 'on camera',
};

const states = Object.entries(STATES)
  .map(([name, text]) => `(state & ${VoiceState[name as keyof typeof VoiceState]}) > 0 AS "${text}"`)
  .join(', ');

const MINE = `session.user_id = ? AND (? = '' OR session.guild_id = ?)`;

/** All that is stored of a member in the tables of voice; the sums are of the count that is answered from. */
export function exportedVoice({ userId, guildId }: MemberScope): readonly ExportedTable[] {
  const guild = guildId ?? '';
  const parameters = [userId, guild, guild];
  return [
    {
      title: 'voice stays',
      sql: `SELECT id AS "stay", guild_id AS "server id", channel_id AS "channel id",
          ${isoInstant('join_time')} AS "joined at", ${isoInstant('leave_time')} AS "left at",
          is_active AS "still there"
        FROM voice_sessions AS session WHERE ${MINE} ORDER BY join_time`,
      parameters,
    },
    {
      title: 'voice states within the stays',
      sql: `SELECT session_id AS "stay", ${isoInstant('started_at')} AS "from",
          ${isoInstant('ended_at')} AS "to", ${states}
        FROM voice_sessions AS session CROSS JOIN voice_segments ON session_id = session.id
        WHERE ${MINE} ORDER BY started_at`,
      parameters,
    },
    {
      title: 'voice roles',
      sql: `SELECT guild_id AS "server id", role_ids AS "role ids", ${isoInstant('seen_at')} AS "seen at"
        FROM voice_members
        WHERE guild_id IN (${guildsOf('voice_members')}) AND user_id = ? AND (? = '' OR guild_id = ?)`,
      parameters,
    },
    {
      title: 'voice time that counts',
      sql: `SELECT generation.guild_id AS "server id",
          CASE period.kind WHEN 0 THEN 'all' WHEN 1 THEN 'year' WHEN 2 THEN 'month' WHEN 3 THEN 'week' ELSE 'day' END
            AS "period",
          CASE period.kind WHEN 0 THEN NULL ELSE ${isoInstant('period.started_at')} END AS "from",
          total.counted_ms / 1000.0 AS "seconds"
        FROM voice_generations AS generation
        CROSS JOIN voice_participants AS person ON person.generation_id = generation.id AND person.user_id = ?
        CROSS JOIN voice_periods AS period ON period.generation_id = generation.id
        CROSS JOIN voice_member_totals AS total ON total.period_id = period.id AND total.participant_id = person.id
        WHERE generation.state = 'current' AND (? = '' OR generation.guild_id = ?)
        ORDER BY generation.guild_id, period.kind, period.started_at`,
      parameters,
    },
  ];
}
