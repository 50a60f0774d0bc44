import type { MigrationInterface, QueryRunner } from 'typeorm';

const FEED_COLUMNS = [
  `"is_adult" INTEGER NOT NULL DEFAULT 0`,
  `"state" TEXT NOT NULL DEFAULT 'active'`,
  `"highest_number" REAL`,
  `"next_check_at" INTEGER NOT NULL DEFAULT 0`,
  `"gap_since" INTEGER`,
  `"ended_since" INTEGER`,
  `"missing_since" INTEGER`,
  `"missing_count" INTEGER NOT NULL DEFAULT 0`,
  `"foreign_item_key" TEXT`,
];

const UP = [
  ...FEED_COLUMNS.map((column) => `ALTER TABLE "feeds" ADD COLUMN ${column}`),
  `ALTER TABLE "feed_items" ADD COLUMN "is_backfill" INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE "stream_cursors" ADD COLUMN "due_at" INTEGER`,
  `UPDATE "feeds" SET "highest_number" = (
    SELECT MAX(CAST("number" AS REAL)) FROM "feed_items" WHERE "feed_id" = "feeds"."id" AND "number" GLOB '[0-9]*'
  )`,
  // `<manga>|<language>|<chapter>` becomes `<manga>|<chapter>`; a manga's UUID has 36 characters.
  `UPDATE "feed_items" SET "logical_key" = substr("logical_key", 1, 37) || substr("logical_key", 39 + length("language"))
    WHERE "language" IS NOT NULL AND substr("logical_key", 37, 2 + length("language")) = '|' || "language" || '|'`,
  `CREATE INDEX "ix_feeds_platform_id_next_check_at" ON "feeds" ("platform_id", "next_check_at")`,
];

const DOWN = [
  `DROP INDEX "ix_feeds_platform_id_next_check_at"`,
  `UPDATE "feed_items" SET "logical_key" = substr("logical_key", 1, 37) || "language" || substr("logical_key", 37)
    WHERE "language" IS NOT NULL AND substr("logical_key", 37, 1) = '|'`,
  `ALTER TABLE "stream_cursors" DROP COLUMN "due_at"`,
  `ALTER TABLE "feed_items" DROP COLUMN "is_backfill"`,
  ...FEED_COLUMNS.map((column) => `ALTER TABLE "feeds" DROP COLUMN ${column.split(' ')[0] ?? ''}`).reverse(),
];

/**
 * What each series' own page said and when it is looked at again, when an announced episode is due, and which items
 * were added late. The same chapter in two languages has one logical key from here on.
 */
export class FeedChecks1795342000000 implements MigrationInterface {
  name = 'FeedChecks1795342000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
