import Database from 'better-sqlite3';

import { dataSourceOptions, SqliteDataSource } from '../../src/database';
import { SeededRandom } from './seeded-random';

/** The original's migrations by our names and SQLx's versions, in order. */
export const ORIGINAL_VERSIONS = [
  ['InitialSetup1754082887000', 20250801211447n, 'initial setup'],
  ['AddServerSettings1767025764000', 20251229162924n, 'add server settings'],
  ['BreakFeedUrl1767277617000', 20260101142657n, 'break feed url'],
  ['AddVoiceSessions1767606464000', 20260105094744n, 'add voice sessions'],
  ['NestSettingsByFeature1770788336000', 20260211053856n, 'nest settings by feature'],
  ['AddVoiceSessionsPartnerIdx1771570479000', 20260220065439n, 'add voice sessions partner idx'],
  ['AddBotMeta1771573676000', 20260220074756n, 'add bot meta'],
  ['AddVoiceSessionsIsActive1771819550000', 20260223040550n, 'add voice sessions is active'],
] as const;

/** Ids that a JavaScript number would round. */
const GUILDS = [1180000000000000003n, 1180000000000000005n, 9223372036854775001n];
const USERS = Array.from({ length: 12 }, (_, index) => 1150000000000000001n + BigInt(index) * 2n);
const SESSIONS = 600;
const FIRST_JOIN = Date.UTC(2025, 11, 30, 22, 15);

/**
 * A database as the original leaves it: its tables at a version, SQLx's list of migrations instead of TypeORM's, and
 * rows as a few servers make them in some weeks.
 * @param versions how many of the eight migrations are applied, from 1.
 */
export async function makeOriginalDatabase(path: string, versions: number): Promise<void> {
  const dataSource = await new SqliteDataSource(dataSourceOptions(path)).initialize();
  const names: readonly string[] = ORIGINAL_VERSIONS.slice(0, versions).map(([name]) => name);
  Object.assign(dataSource, {
    migrations: dataSource.migrations.filter(({ name = '' }) => names.includes(name)),
  });
  await dataSource.runMigrations();
  await dataSource.destroy();
  const file = new Database(path);
  handOver(file, versions);
  file.transaction(() => {
    fill(file, versions);
  })();
  file.close();
}

/** The table that SQLx makes (https://github.com/launchbadge/sqlx, sqlx-sqlite/src/migrate.rs). */
function handOver(file: Database.Database, versions: number): void {
  file.exec(`DROP TABLE migrations; CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)`);
  const insert = file.prepare(
    'INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (?, ?, 1, ?, 1)',
  );
  for (const [name, version, description] of ORIGINAL_VERSIONS.slice(0, versions)) {
    insert.run(version, description, Buffer.from(name));
  }
}

function fill(file: Database.Database, versions: number): void {
  fillFeeds(file, versions >= 3);
  fillSubscribers(file, versions >= 2);
  if (versions >= 2) fillSettings(file, versions >= 5);
  if (versions >= 4) fillSessions(file, versions >= 8);
  if (versions >= 7)
    file.exec(`INSERT INTO bot_meta VALUES ('voice_heartbeat', '2026-02-24T10:00:10.123456789+00:00')`);
}

function fillFeeds(file: Database.Database, hasPlatforms: boolean): void {
  const item = file.prepare('INSERT INTO feed_items (feed_id, description, published) VALUES (?, ?, ?)');
  for (let id = 1; id <= 30; id += 1) {
    const source =
      id % 3 === 0 ? String(100_000 + id) : `b0b721ff-c388-4486-aa0f-${String(id).padStart(12, '0')}`;
    const url = id % 3 === 0 ? `https://anilist.co/anime/${source}` : `https://mangadex.org/title/${source}`;
    const platform = id % 3 === 0 ? 'AniList Anime' : 'MangaDex';
    const feed = hasPlatforms ? [platform, source, source, url] : [url];
    const columns = hasPlatforms ? 'platform_id, source_id, items_id, source_url' : 'url';
    file
      .prepare(
        `INSERT INTO feeds (id, name, ${columns}, tags) VALUES (?, ?, ${feed.map(() => '?').join(', ')}, ?)`,
      )
      .run(id, `葬送のフリーレン 🎉 ${id}`, ...feed, 'Action,恋愛');
    for (let hour = 0; hour < 4; hour += 1) {
      item.run(
        id,
        `第${hour}話 "引用"`,
        `2026-01-${String(id).padStart(2, '0')}T0${hour}:47:44.123456789+00:00`,
      );
    }
  }
}

/** Before there were settings a server was followed for once a channel. */
function fillSubscribers(file: Database.Database, guildsAreOne: boolean): void {
  const add = file.prepare('INSERT INTO subscribers (type, target_id) VALUES (?, ?)');
  const ids = USERS.map((user) => add.run('dm', String(user)).lastInsertRowid);
  for (const guild of GUILDS) {
    const targets = guildsAreOne ? [String(guild)] : [`${guild}:${guild - 1n}`, `${guild}:${guild - 2n}`];
    ids.push(...targets.map((target) => add.run('guild', target).lastInsertRowid));
  }
  const follow = file.prepare('INSERT INTO feed_subscriptions (feed_id, subscriber_id) VALUES (?, ?)');
  ids.forEach((id, index) => {
    for (let feed = 1; feed <= 30; feed += 1 + (index % 4)) follow.run(feed, id);
  });
}

function fillSettings(file: Database.Database, areNested: boolean): void {
  const add = file.prepare('INSERT INTO server_settings VALUES (?, ?)');
  GUILDS.forEach((guild, index) => {
    const feeds = { enabled: areNested ? 1 : index > 0, channel_id: String(guild - 1n) };
    const nested = {
      feeds,
      voice: { enabled: index % 2 },
      welcome: { enabled: 0, messages: ['やあ {user}'] },
    };
    add.run(guild, JSON.stringify(areNested ? nested : { ...feeds, voice_tracking_enabled: true }));
  });
}

/** Nobody is in two places; nanoseconds as chrono writes them; one session that a crash left open. */
function fillSessions(file: Database.Database, hasActive: boolean): void {
  const random = new SeededRandom(7);
  const add = file.prepare(
    'INSERT INTO voice_sessions (user_id, guild_id, channel_id, join_time, leave_time) VALUES (?, ?, ?, ?, ?)',
  );
  const free = USERS.map(() => FIRST_JOIN);
  for (let index = 0; index < SESSIONS; index += 1) {
    const who = index % USERS.length;
    const user = USERS[who] ?? 0n;
    const guild = GUILDS[Math.floor(random.next() * GUILDS.length)] ?? 0n;
    const joined = (free[who] ?? 0) + Math.floor(random.next() * 7_200_000);
    const left = joined + Math.floor(random.next() * 10_800_000) + 1_000;
    free[who] = left + 1_000;
    add.run(
      user,
      guild,
      guild + BigInt(1 + (index % 3)),
      nanoseconds(joined, random),
      nanoseconds(left, random),
    );
  }
  const open = nanoseconds(Math.max(...free), random);
  add.run(USERS[0], GUILDS[0], 1180000000000000009n, open, open);
  if (hasActive) file.exec('UPDATE voice_sessions SET is_active = 1 WHERE leave_time = join_time');
}

function nanoseconds(ms: number, random: SeededRandom): string {
  const finer = String(Math.floor(random.next() * 1_000_000)).padStart(6, '0');
  return new Date(ms).toISOString().replace('Z', `${finer}+00:00`);
}
