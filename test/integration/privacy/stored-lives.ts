import type Database from 'better-sqlite3';

import { toSnowflake } from '../../../src/common';

export const [ANN, BOB] = [toSnowflake('1170000000000000011'), toSnowflake('1170000000000000012')];
export const [HARBOUR, ISLAND] = [toSnowflake('1170000000000000001'), toSnowflake('1170000000000000002')];
const LOBBY = { [HARBOUR]: '1170000000000000021', [ISLAND]: '1170000000000000022' };
const FORUM = { [HARBOUR]: '1170000000000000031', [ISLAND]: '1170000000000000032' };

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 12);

/** Tables with nothing about members or guilds. A new table is either here or named by a part that answers for it. */
export const ABOUT_NOBODY = [
  'bot_meta',
  'feed_items',
  'feeds',
  'forgotten_items',
  'migrations',
  'stream_cursors',
  'web_feeds',
];

/** Ann and Bob in two guilds, with something in every table that is about members or guilds. */
export function writeLives(file: Database.Database, staysEach = 100): void {
  const run = (sql: string, ...values: unknown[]): void => {
    file.prepare(sql).run(...values);
  };
  run(`INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url)
    VALUES (1, 'Salt', 'MangaDex', 'a', 'a', 'https://mangadex.org/title/a')`);
  const targets = [ANN, BOB, HARBOUR, ISLAND];
  for (const [index, target] of targets.entries()) {
    const [id, type] = [index + 1, index < 2 ? 'dm' : 'guild'];
    const forum = type === 'guild' ? FORUM[target] : null;
    run('INSERT INTO subscribers (id, type, target_id) VALUES (?, ?, ?)', id, type, target);
    run(
      'INSERT INTO feed_subscriptions (feed_id, subscriber_id, created_at, channel_id) VALUES (1, ?, 5, ?)',
      id,
      forum,
    );
    for (let n = 0; n < 3; n += 1) {
      run(
        `INSERT INTO outbox_messages (subscriber_id, kind, payload, dedupe_key, nonce, state, next_attempt_at, created_at)
         VALUES (?, 'feeds.release', '{"releases":[]}', ?, ?, 'sent', 0, 0)`,
        ...[id, `k${n}`, `n${id}-${n}`],
      );
    }
    if (forum) run('INSERT INTO forum_posts VALUES (?, 1, ?)', forum, `${forum}9`);
  }
  for (const guildId of [HARBOUR, ISLAND]) {
    const voice = { ignored_user_ids: [ANN], updated_by: BOB };
    const settings = { feeds: { channel_id: FORUM[guildId], updated_by: ANN }, voice: { ...voice } };
    if (guildId === HARBOUR) settings.voice.ignored_user_ids = [];
    run('INSERT INTO server_settings VALUES (?, ?)', guildId, JSON.stringify(settings));
    run('INSERT INTO voice_channels VALUES (?, ?, NULL)', LOBBY[guildId], guildId);
    for (const userId of [ANN, BOB]) {
      run('INSERT INTO voice_members VALUES (?, ?, ?, 0)', guildId, userId, '[]');
      run('INSERT INTO privacy_choices VALUES (?, ?, 1, NULL)', userId === ANN ? '1' : userId, guildId);
      for (let n = 0; n < staysEach; n += 1) {
        const joined = START + n * 2 * HOUR + (userId === ANN ? 0 : HOUR / 2);
        writeStay(file, userId, guildId, joined);
      }
    }
    run('INSERT INTO left_guilds VALUES (?, 5)', guildId);
  }
  run(`INSERT INTO voice_suspensions VALUES (1, 0)`);
}

function writeStay(file: Database.Database, userId: string, guildId: typeof HARBOUR, joined: number): void {
  const left = joined + HOUR;
  const { lastInsertRowid: id } = file
    .prepare(
      `INSERT INTO voice_sessions (user_id, guild_id, channel_id, join_time, leave_time) VALUES (?, ?, ?, ?, ?)`,
    )
    .run(userId, guildId, LOBBY[guildId], joined, left);
  file.prepare('INSERT INTO voice_segments VALUES (?, ?, ?, 0)').run(id, joined, left);
}

/** Every table with every row of it, as text. */
export function dumpOf(file: Database.Database): Record<string, string[]> {
  const tables = file
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`)
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      file
        .prepare(`SELECT * FROM "${table}"`)
        .safeIntegers()
        .all()
        .map((row) =>
          JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
        ),
    ]),
  );
}

/** Where a text is in a database. */
export function rowsWith(file: Database.Database, text: string): string[] {
  return Object.entries(dumpOf(file)).flatMap(([table, rows]) =>
    rows.filter((row) => row.includes(text)).map((row) => `${table}: ${row}`),
  );
}
