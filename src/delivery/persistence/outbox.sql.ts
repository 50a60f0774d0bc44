/** One parameter: the rows as a JSON array, so that their number is not limited and the statement is prepared once. */
export const OWE = `
  INSERT INTO outbox_messages (subscriber_id, kind, payload, dedupe_key, nonce, state, next_attempt_at, created_at)
  SELECT value ->> 'subscriberId', value ->> 'kind', value ->> 'payload', value ->> 'dedupeKey', value ->> 'nonce',
    'pending', value ->> 'nextAttemptAt', value ->> 'createdAt'
  FROM json_each(?) WHERE true ORDER BY key
  ON CONFLICT (subscriber_id, dedupe_key) DO NOTHING
  RETURNING id`;

/**
 * Parameters: lease end, now, now, limit. The inner query reads each subscriber's first pending id from the partial
 * index alone; the state is spelled out because SQLite does not use a partial index for a parameter.
 */
export const CLAIM_DUE = `
  UPDATE outbox_messages SET lease_until = ?, attempts = attempts + 1
  WHERE id IN (
    SELECT id FROM outbox_messages
    WHERE id IN (SELECT MIN(id) FROM outbox_messages WHERE state = 'pending' GROUP BY subscriber_id)
      AND next_attempt_at <= ? AND (lease_until IS NULL OR lease_until <= ?)
      AND subscriber_id NOT IN (SELECT id FROM subscribers WHERE unreachable_since IS NOT NULL)
    ORDER BY id LIMIT ?
  )
  RETURNING id`;
