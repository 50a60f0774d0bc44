/** One parameter: the rows as a JSON array, so that their number is not limited and the statement is prepared once. */
export const OWE = `
  INSERT INTO outbox_messages (subscriber_id, kind, payload, dedupe_key, nonce, state, next_attempt_at, created_at)
  SELECT value ->> 'subscriberId', value ->> 'kind', value ->> 'payload', value ->> 'dedupeKey', value ->> 'nonce',
    'pending', value ->> 'nextAttemptAt', value ->> 'createdAt'
  FROM json_each(?) WHERE true ORDER BY key
  ON CONFLICT (subscriber_id, dedupe_key) DO NOTHING
  RETURNING id`;

/**
 * Parameters: lease end, now, now, limit. Walks the pending messages from the oldest on, by a partial index that holds all
 * it has to know, and ends at the limit: what is owed altogether does not matter. Only a subscriber's first pending
 * message goes out; notices about stopped targets go elsewhere and wait for nobody. States and kinds are spelled out
 * because SQLite does not use a partial index for a parameter.
 */
export const CLAIM_DUE = `
  UPDATE outbox_messages SET lease_until = ?, attempts = attempts + 1
  WHERE id IN (
    SELECT id FROM outbox_messages AS message
    WHERE state = 'pending' AND next_attempt_at <= ? AND (lease_until IS NULL OR lease_until <= ?)
      AND (
        id IN (SELECT id FROM outbox_messages WHERE state = 'pending' AND kind = 'delivery.stopped')
        OR (
          subscriber_id NOT IN (SELECT id FROM subscribers WHERE unreachable_since IS NOT NULL)
          AND subscriber_id NOT IN (SELECT id FROM subscribers WHERE paused_since IS NOT NULL)
          AND NOT EXISTS (
            SELECT 1 FROM outbox_messages AS earlier
            WHERE earlier.state = 'pending' AND earlier.subscriber_id = message.subscriber_id AND earlier.id < message.id
          )
        )
      )
    ORDER BY id LIMIT ?
  )
  RETURNING id`;

/** Parameters: limit, limit. Each read by a partial index, up to the limit. */
export const COUNT_UNSENT = `
  SELECT
    (SELECT COUNT(*) FROM (SELECT 1 FROM outbox_messages WHERE state = 'pending' LIMIT ?)) AS pending,
    (SELECT COUNT(*) FROM (SELECT 1 FROM outbox_messages WHERE state = 'refused' LIMIT ?)) AS refused`;

/** Parameter: of how many of the oldest. What waits for a person is not late. */
export const OLDEST_SENDABLE = `
  SELECT created_at AS createdAt FROM outbox_messages WHERE id = (
    SELECT id FROM (
      SELECT id, subscriber_id FROM outbox_messages WHERE state = 'pending' ORDER BY id LIMIT ?
    )
    WHERE subscriber_id NOT IN (SELECT id FROM subscribers WHERE unreachable_since IS NOT NULL)
      AND subscriber_id NOT IN (SELECT id FROM subscribers WHERE paused_since IS NOT NULL)
    ORDER BY id LIMIT 1
  )`;

/** Parameters: subscriber, now, limit. What waits besides the notice that it waits; read by index, up to the limit. */
export const COUNT_OWED = `
  SELECT COUNT(*) AS count FROM (
    SELECT 1 FROM outbox_messages
    WHERE subscriber_id = ? AND state = 'pending' AND kind <> 'delivery.stopped' LIMIT ?
  )`;

/** Parameters: subscriber, limit. */
export const COUNT_REFUSED = `
  SELECT COUNT(*) AS count FROM (
    SELECT 1 FROM outbox_messages WHERE subscriber_id = ? AND state = 'refused' LIMIT ?
  )`;

/** Parameters: subscriber, kind, id, now, limit. */
export const LIST_UNCLAIMED = `
  SELECT id, payload FROM outbox_messages
  WHERE subscriber_id = ? AND state = 'pending' AND kind = ? AND id > ? AND (lease_until IS NULL OR lease_until <= ?)
  ORDER BY id LIMIT ?`;

/** Parameters: now, milliseconds, now, milliseconds. For a clock that was set back; what is due is due. */
export const MOVE_DUE_TIMES = `
  UPDATE outbox_messages
  SET next_attempt_at = next_attempt_at - iif(next_attempt_at > ?, ?, 0),
    lease_until = lease_until - iif(lease_until > ?, ?, 0)
  WHERE state = 'pending'`;

/** Parameters: payload, nonce, now, id. */
export const REWRITE = `
  UPDATE outbox_messages
  SET payload = ?, nonce = ?, next_attempt_at = ?, lease_until = NULL, attempts = 0, last_error = NULL
  WHERE id = ? AND state = 'pending'`;

/** Parameters: now, reason, oldest creation that is kept, since when at least the bot has to be gone. */
export const WITHDRAW_OLD_OF_REMOVED = `
  UPDATE outbox_messages SET state = 'withdrawn', settled_at = ?, last_error = ?, lease_until = NULL
  WHERE state = 'pending' AND created_at < ? AND subscriber_id IN (
    SELECT id FROM subscribers
    WHERE unreachable_since < ? AND unreachable_reason ->> 'cause' = 'bot-removed'
  )`;

/** Parameters: subscriber, reason, limit. */
export const LIST_REFUSED_BECAUSE = `
  SELECT id, kind, payload FROM outbox_messages
  WHERE subscriber_id = ? AND state = 'refused' AND last_error = ? ORDER BY id LIMIT ?`;

/** Parameters: now, ids as JSON. */
export const OWE_AGAIN = `
  UPDATE outbox_messages
  SET state = 'pending', settled_at = NULL, next_attempt_at = ?, lease_until = NULL, attempts = 0, last_error = NULL
  WHERE state = 'refused' AND id IN (SELECT value FROM json_each(?))`;

/** Parameters: subscriber, id, limit. From after these on, by the partial index of the state. */
export const PAGE_OF_PENDING = pageOf('pending');
export const PAGE_OF_REFUSED = pageOf('refused');

/** Parameters: id, limit. How far a page reaches, and when the first of it was owed. */
export const PAGE_BY_ID = `
  SELECT MAX(id) AS lastId, MIN(created_at) AS firstCreatedAt
  FROM (SELECT id, created_at FROM outbox_messages WHERE id > ? ORDER BY id LIMIT ?)`;

/** Parameters: first id, last id, and until when they must have been settled: those that arrived or were withdrawn, those refused. */
export const FORGET_SETTLED = `
  DELETE FROM outbox_messages WHERE id BETWEEN ? AND ?
    AND (state IN ('sent', 'withdrawn') AND settled_at < ? OR state = 'refused' AND settled_at < ?)
  RETURNING id`;

function pageOf(state: 'pending' | 'refused'): string {
  return `
    SELECT id, subscriber_id AS subscriberId, kind, payload FROM outbox_messages
    WHERE state = '${state}' AND (subscriber_id, id) > (?, ?) ORDER BY subscriber_id, id LIMIT ?`;
}
/** Parameters: subscriber, limit. */
export const COUNT_OF_SUBSCRIBER = `
  SELECT state, COUNT(*) AS count FROM (SELECT state FROM outbox_messages WHERE subscriber_id = ? LIMIT ?) GROUP BY state`;

/** Parameters: subscriber, limit. */
export const DELETE_OF_SUBSCRIBER = `
  DELETE FROM outbox_messages
  WHERE id IN (SELECT id FROM outbox_messages WHERE subscriber_id = ? LIMIT ?) RETURNING 1`;
