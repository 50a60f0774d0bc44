import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "privacy_choices" (
    "user_id" TEXT NOT NULL,
    "guild_id" TEXT NOT NULL,
    "hidden_since" INTEGER,
    "unrecorded_since" INTEGER,
    PRIMARY KEY ("user_id", "guild_id")
  )`,
  `CREATE INDEX "ix_privacy_choices_guild_id" ON "privacy_choices" ("guild_id")`,
  `CREATE TABLE "privacy_deletions" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "user_id" TEXT,
    "guild_id" TEXT,
    "requested_at" INTEGER NOT NULL,
    CONSTRAINT "ck_privacy_deletions_subject" CHECK ("user_id" IS NOT NULL OR "guild_id" IS NOT NULL))`,
  `CREATE TABLE "left_guilds" ("guild_id" TEXT PRIMARY KEY NOT NULL, "left_at" INTEGER NOT NULL)`,
];

/** What people chose about their data, what is to be deleted, and which guilds the bot is no longer in. */
export class Privacy1795603200000 implements MigrationInterface {
  name = 'Privacy1795603200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['left_guilds', 'privacy_deletions', 'privacy_choices']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}
