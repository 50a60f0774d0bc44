import Database from 'better-sqlite3';

/** What must be the same before and after, read from whatever version a file has by SQL of the test's own. */
export interface Told {
  /** `guild or user, link`, in order. */
  readonly subscriptions: readonly string[];
  /** Titles, covers and tags of the feeds by their links. */
  readonly feeds: readonly string[];
  readonly items: number;
  /** Milliseconds each member was in voice in each guild, each end rounded by itself; null where there is no table. */
  readonly voice: Readonly<Record<string, bigint>> | null;
  /** Members whose session goes on. */
  readonly open: readonly string[] | null;
}

export function tell(path: string): Told {
  const file = new Database(path, { readonly: true }).defaultSafeIntegers();
  try {
    const has = (table: string, column: string): boolean =>
      file.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;
    const url = has('feeds', 'url') ? 'url' : 'source_url';
    const lines = (sql: string): string[] => file.prepare(sql).pluck().all() as string[];
    return {
      subscriptions: lines(`SELECT DISTINCT
          CASE type WHEN 'guild' THEN substr(target_id, 1, instr(target_id || ':', ':') - 1) ELSE target_id END
          || ' ' || ${url}
        FROM feed_subscriptions JOIN feeds ON feeds.id = feed_id JOIN subscribers ON subscribers.id = subscriber_id
        ORDER BY 1`),
      feeds: lines(
        `SELECT ${url} || name || ifnull(cover_url, '') || ifnull(tags, '') FROM feeds ORDER BY 1`,
      ),
      items: Number(file.prepare('SELECT COUNT(*) FROM feed_items').pluck().get()),
      ...(has('voice_sessions', 'id') ? voice(file) : { voice: null, open: null }),
    };
  } finally {
    file.close();
  }
}

interface Session {
  readonly who: string;
  readonly join_time: string | bigint;
  readonly leave_time: string | bigint;
}

function voice(file: Database.Database): Pick<Told, 'voice' | 'open'> {
  const sessions = file
    .prepare(
      `SELECT guild_id || ' ' || user_id AS who, join_time, leave_time FROM voice_sessions ORDER BY id`,
    )
    .all() as Session[];
  const sums: Record<string, bigint> = {};
  for (const { who, join_time, leave_time } of sessions) {
    sums[who] = (sums[who] ?? 0n) + milliseconds(leave_time) - milliseconds(join_time);
  }
  const open = sessions.filter(({ join_time, leave_time }) => join_time === leave_time).map(({ who }) => who);
  return { voice: sums, open };
}

/** Rounded half up, from `2026-01-05T09:47:44.123456789+00:00` or from what is milliseconds already. */
function milliseconds(time: string | bigint): bigint {
  if (typeof time === 'bigint') return time;
  const [, whole = '', digits = ''] = /^(.{19})(?:\.(\d+))?\+00:00$/.exec(time) ?? [];
  const nanoseconds = BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(digits.padEnd(9, '0') || 0);
  return (nanoseconds + 500_000n) / 1_000_000n;
}
