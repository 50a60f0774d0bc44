import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "voice_generations" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "guild_id" TEXT NOT NULL,
    "inputs" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cursor_channel_id" TEXT NOT NULL DEFAULT '',
    "cursor_joined_at" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "ck_voice_generations_state" CHECK ("state" IN ('building', 'checking', 'current', 'retired')))`,
  `CREATE INDEX "ix_voice_generations_guild_id_state" ON "voice_generations" ("guild_id", "state")`,
  `CREATE TABLE "voice_participants" (
    "id" INTEGER PRIMARY KEY NOT NULL,
    "generation_id" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "uq_voice_participants_generation_id_user_id" UNIQUE ("generation_id", "user_id")
  )`,
  `CREATE TABLE "voice_places" (
    "id" INTEGER PRIMARY KEY NOT NULL,
    "generation_id" INTEGER NOT NULL,
    "channel_id" TEXT NOT NULL,
    CONSTRAINT "uq_voice_places_generation_id_channel_id" UNIQUE ("generation_id", "channel_id")
  )`,
  `CREATE TABLE "voice_periods" (
    "id" INTEGER PRIMARY KEY NOT NULL,
    "generation_id" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "counted_ms" INTEGER NOT NULL DEFAULT 0,
    "members" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "uq_voice_periods_generation_id_kind_started_at" UNIQUE ("generation_id", "kind", "started_at")
  )`,
  `CREATE TABLE "voice_spans" (
    "place_id" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "session_id" INTEGER NOT NULL,
    "participant_id" INTEGER NOT NULL,
    "counted_ms" INTEGER NOT NULL,
    PRIMARY KEY ("place_id", "started_at", "session_id")
  ) WITHOUT ROWID`,
  `CREATE INDEX "ix_voice_spans_participant_id_started_at_counted_ms" ON "voice_spans" ("participant_id", "started_at", "counted_ms")`,
  `CREATE TABLE "voice_member_totals" (
    "period_id" INTEGER NOT NULL,
    "participant_id" INTEGER NOT NULL,
    "counted_ms" INTEGER NOT NULL,
    PRIMARY KEY ("period_id", "participant_id")
  ) WITHOUT ROWID`,
  `CREATE INDEX "ix_voice_member_totals_period_id_counted_ms" ON "voice_member_totals" ("period_id", "counted_ms")`,
  `CREATE TABLE "voice_place_totals" (
    "period_id" INTEGER NOT NULL,
    "place_id" INTEGER NOT NULL,
    "counted_ms" INTEGER NOT NULL,
    PRIMARY KEY ("period_id", "place_id")
  ) WITHOUT ROWID`,
  `CREATE TABLE "voice_hour_totals" (
    "period_id" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "counted_ms" INTEGER NOT NULL,
    PRIMARY KEY ("period_id", "hour")
  ) WITHOUT ROWID`,
];

const TABLES = [
  'generations',
  'participants',
  'places',
  'periods',
  'spans',
  'member_totals',
  'place_totals',
  'hour_totals',
];

/** What counts, as the guild's settings say, and its sums by period. All of it can be made again from the segments. */
export class VoiceTotals1795500600000 implements MigrationInterface {
  name = 'VoiceTotals1795500600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`DROP TABLE "voice_${table}"`);
  }
}
