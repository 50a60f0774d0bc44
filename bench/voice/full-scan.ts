/**
 * The straightforward way, on the same rows in the same run: every figure from the segments, with the default settings
 * (neither AFK nor alone counts). What is going on counts up to now.
 */
const COUNTED = `SELECT session.user_id, session.channel_id, segment.started_at AS start,
    ifnull(segment.ended_at, :now) AS end
  FROM voice_sessions AS session JOIN voice_segments AS segment ON segment.session_id = session.id
  WHERE session.guild_id = :guild AND segment.state & 48 = 0`;
const CLIPPED = `SELECT user_id, channel_id, max(start, :since) AS start, min(end, :until) AS end FROM (${COUNTED})
  WHERE start < :until AND end > :since`;

export const FULL_SCAN = {
  leaderboard: `SELECT user_id, sum(end - start) AS ms FROM (${CLIPPED}) GROUP BY user_id
    ORDER BY ms DESC, user_id LIMIT 10`,
  memberDays: `SELECT start / 86400000 AS day, sum(end - start) FROM (${CLIPPED}) WHERE user_id = :user GROUP BY day`,
  guildDays: `SELECT start / 86400000 AS day, sum(end - start), count(DISTINCT user_id) FROM (${CLIPPED}) GROUP BY day`,
  partners: `WITH counted AS MATERIALIZED (${CLIPPED})
    SELECT other.user_id, sum(min(own.end, other.end) - max(own.start, other.start)) AS ms
    FROM counted AS own JOIN counted AS other ON other.channel_id = own.channel_id AND other.user_id <> own.user_id
      AND other.start < own.end AND other.end > own.start
    WHERE own.user_id = :user GROUP BY other.user_id ORDER BY ms DESC, other.user_id LIMIT 10`,
  channels: `SELECT channel_id, sum(end - start) AS ms FROM (${CLIPPED}) GROUP BY channel_id ORDER BY ms DESC`,
} as const;
