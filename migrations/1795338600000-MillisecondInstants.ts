import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Epoch milliseconds of a text such as `2026-01-05T09:47:44.123456789+00:00`, rounded half up. Only whole seconds go
 * through SQLite's date functions, whose fractions are floating point; the digits after the point are read as digits.
 */
function milliseconds(text: string): string {
  const tail = `substr(${text}, 20)`;
  const zone = `ltrim(ltrim(${tail}, '.'), '0123456789')`;
  const digits = `(CASE WHEN ${tail} LIKE '.%' THEN substr(${tail}, 2, length(${tail}) - length(${zone}) - 1) ELSE '' END || '0000')`;
  const seconds = `CAST(strftime('%s', substr(${text}, 1, 19) || ${zone}) AS INTEGER)`;
  return `(${seconds} * 1000 + CAST(substr(${digits}, 1, 3) AS INTEGER) + (substr(${digits}, 4, 1) >= '5'))`;
}

/** Text of the same instant. Modulo twice, so that a time before 1970 has a positive fraction too. */
function text(instant: string): string {
  const fraction = `((${instant} % 1000 + 1000) % 1000)`;
  const seconds = `(${instant} - ${fraction}) / 1000`;
  return `strftime('%Y-%m-%dT%H:%M:%S', ${seconds}, 'unixepoch') || printf('.%03d+00:00', ${fraction})`;
}

const SESSION_COLUMNS = 'id, user_id, guild_id, channel_id, join_time, leave_time, is_active';

/**
 * Where rounding makes two joins of one key equal, the later ones move on by a millisecond each: the n-th is at least
 * n - m after the m-th, so its place is the greatest (join - m) so far, plus n. A leave does not fall behind its join.
 */
const SESSIONS_UP = `
  WITH exact AS (
    SELECT *, ${milliseconds('join_time')} AS joined, ${milliseconds('leave_time')} AS left_at FROM voice_sessions
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY user_id, channel_id ORDER BY joined, join_time, id) AS n FROM exact
  ), placed AS (
    SELECT *, MAX(joined - n) OVER (PARTITION BY user_id, channel_id ORDER BY n) + n AS place FROM numbered
  )
  SELECT id, user_id, guild_id, channel_id, place,
    CASE WHEN left_at >= joined THEN max(left_at, place) ELSE left_at END, is_active
  FROM placed`;

const ITEMS_UP = `
  WITH exact AS (
    SELECT *, ${milliseconds('published')} AS instant FROM feed_items
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY feed_id ORDER BY instant, published, id) AS n FROM exact
  )
  SELECT id, feed_id, description, MAX(instant - n) OVER (PARTITION BY feed_id ORDER BY n) + n FROM numbered`;

const SESSIONS_DOWN = `SELECT id, user_id, guild_id, channel_id, ${text('join_time')}, ${text('leave_time')}, is_active
  FROM voice_sessions`;

const ITEMS_DOWN = `SELECT id, feed_id, description, ${text('published')} FROM feed_items`;

/** Nothing refers to these tables. */
function rebuild(instantType: 'TEXT' | 'INTEGER', sessions: string, items: string): string[] {
  return [
    `CREATE TABLE "new_voice_sessions" (
      "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "user_id" TEXT NOT NULL,
      "guild_id" TEXT NOT NULL,
      "channel_id" TEXT NOT NULL,
      "join_time" ${instantType} NOT NULL,
      "leave_time" ${instantType} NOT NULL,
      "is_active" INTEGER NOT NULL DEFAULT 0,
      CONSTRAINT "uq_voice_sessions_user_id_channel_id_join_time" UNIQUE ("user_id", "channel_id", "join_time")
    )`,
    `INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_voice_sessions', seq FROM sqlite_sequence WHERE name = 'voice_sessions'`,
    `INSERT INTO new_voice_sessions (${SESSION_COLUMNS}) ${sessions}`,
    `DROP TABLE "voice_sessions"`,
    `ALTER TABLE "new_voice_sessions" RENAME TO "voice_sessions"`,
    `CREATE INDEX "ix_voice_sessions_guild_id_channel_id_join_time_leave_time" ON "voice_sessions" ("guild_id", "channel_id", "join_time", "leave_time")`,
    `CREATE TABLE "new_feed_items" (
      "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "feed_id" INTEGER NOT NULL,
      "description" TEXT NOT NULL,
      "published" ${instantType} NOT NULL,
      CONSTRAINT "uq_feed_items_feed_id_published" UNIQUE ("feed_id", "published"),
      CONSTRAINT "fk_feed_items_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
    )`,
    `INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_feed_items', seq FROM sqlite_sequence WHERE name = 'feed_items'`,
    `INSERT INTO new_feed_items (id, feed_id, description, published) ${items}`,
    `DROP TABLE "feed_items"`,
    `ALTER TABLE "new_feed_items" RENAME TO "feed_items"`,
  ];
}

/** Instants as UTC epoch milliseconds. Down writes text of the same instant, to the millisecond. */
export class MillisecondInstants1795338600000 implements MigrationInterface {
  name = 'MillisecondInstants1795338600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of rebuild('INTEGER', SESSIONS_UP, ITEMS_UP)) await queryRunner.query(statement);
    await queryRunner.query(
      'CREATE INDEX "ix_voice_sessions_guild_id_active" ON "voice_sessions" ("guild_id") WHERE "is_active" = 1',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of rebuild('TEXT', SESSIONS_DOWN, ITEMS_DOWN)) await queryRunner.query(statement);
  }
}
