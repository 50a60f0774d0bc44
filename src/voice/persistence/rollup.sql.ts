/** Each takes one JSON array of rows, themselves arrays, so that a batch is a handful of statements. */

const pair = (column: number): string => `value ->> ${column}`;
const columns = (n: number): string => Array.from({ length: n }, (_, index) => pair(index)).join(', ');

function key(table: string, names: readonly string[]): { insert: string; ids: string } {
  const equal = names.map((name, index) => `row.${name} = key.value ->> ${index}`).join(' AND ');
  return {
    insert: `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) SELECT ${columns(names.length)} FROM json_each(?)`,
    ids: `SELECT row.id FROM json_each(?) AS key CROSS JOIN ${table} AS row ON ${equal} ORDER BY key.key`,
  };
}

export const PARTICIPANTS = key('voice_participants', ['generation_id', 'user_id']);
export const PLACES = key('voice_places', ['generation_id', 'channel_id']);
export const PERIODS = key('voice_periods', ['generation_id', 'kind', 'started_at']);

export const INSERT_SPANS = `INSERT INTO voice_spans (place_id, started_at, session_id, participant_id, counted_ms)
  SELECT ${columns(5)} FROM json_each(?)`;

export const DELETE_SPANS = `DELETE FROM voice_spans WHERE (place_id, started_at, session_id) IN
  (SELECT ${columns(3)} FROM json_each(?))`;

/** Rows: period, milliseconds, members. */
export const ADD_TO_PERIODS = `UPDATE voice_periods
  SET counted_ms = counted_ms + (row.value ->> 1), members = members + (row.value ->> 2)
  FROM json_each(?) AS row WHERE voice_periods.id = row.value ->> 0`;

function addTo(table: string, first: string, second: string): string {
  return `INSERT INTO ${table} (${first}, ${second}, counted_ms) SELECT ${columns(3)} FROM json_each(?) WHERE true
    ON CONFLICT DO UPDATE SET counted_ms = counted_ms + excluded.counted_ms`;
}

export const ADD_TO_MEMBERS = addTo('voice_member_totals', 'period_id', 'participant_id');
export const ADD_TO_PLACES = addTo('voice_place_totals', 'period_id', 'place_id');
export const ADD_TO_HOURS = addTo('voice_hour_totals', 'period_id', 'hour');

/** How many of the named members have no row yet, by period. */
export const COUNT_NEW_MEMBERS = `SELECT key.value ->> 0 AS periodId, count(*) AS members
  FROM json_each(?) AS key LEFT JOIN voice_member_totals AS row
    ON row.period_id = key.value ->> 0 AND row.participant_id = key.value ->> 1
  WHERE row.period_id IS NULL GROUP BY periodId`;

/** How many of the named members have nothing left, by period. */
export const COUNT_EMPTY_MEMBERS = `SELECT row.period_id AS periodId, count(*) AS members
  FROM json_each(?) AS key CROSS JOIN voice_member_totals AS row
    ON row.period_id = key.value ->> 0 AND row.participant_id = key.value ->> 1
  WHERE row.counted_ms = 0 GROUP BY row.period_id`;

export const DELETE_EMPTY_MEMBERS = `DELETE FROM voice_member_totals WHERE counted_ms = 0
  AND (period_id, participant_id) IN (SELECT ${columns(2)} FROM json_each(?))`;
