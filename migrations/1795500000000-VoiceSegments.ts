import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "voice_segments" (
    "session_id" integer NOT NULL,
    "started_at" integer NOT NULL,
    "ended_at" integer,
    "state" integer NOT NULL,
    CONSTRAINT "fk_voice_segments_session_id" FOREIGN KEY ("session_id") REFERENCES "voice_sessions" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    PRIMARY KEY ("session_id", "started_at")
  ) WITHOUT ROWID`,
  // Nobody wrote down in which state members were; a session that did not last has no segment.
  `INSERT INTO "voice_segments" ("session_id", "started_at", "ended_at", "state")
   SELECT "id", "join_time", CASE WHEN "is_active" = 1 THEN NULL ELSE "leave_time" END, 0
   FROM "voice_sessions" WHERE "is_active" = 1 OR "leave_time" > "join_time" ORDER BY "id"`,
  `CREATE TABLE "voice_suspensions" (
    "session_id" integer PRIMARY KEY NOT NULL,
    "state" integer NOT NULL,
    CONSTRAINT "fk_voice_suspensions_session_id" FOREIGN KEY ("session_id") REFERENCES "voice_sessions" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
  `CREATE TABLE "voice_members" (
    "guild_id" text NOT NULL,
    "user_id" text NOT NULL,
    "role_ids" text NOT NULL,
    "seen_at" integer NOT NULL,
    PRIMARY KEY ("guild_id", "user_id")
  ) WITHOUT ROWID`,
  `CREATE TABLE "voice_channels" (
    "channel_id" text PRIMARY KEY NOT NULL,
    "guild_id" text NOT NULL,
    "category_id" text
  ) WITHOUT ROWID`,
];

/** What a session was like while it lasted, and what is needed of members and channels to judge it. */
export class VoiceSegments1795500000000 implements MigrationInterface {
  name = 'VoiceSegments1795500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['voice_channels', 'voice_members', 'voice_suspensions', 'voice_segments']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}
