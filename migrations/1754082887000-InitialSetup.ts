import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "feeds" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "url" TEXT NOT NULL,
    "cover_url" TEXT,
    "tags" TEXT,
    CONSTRAINT "uq_feeds_url" UNIQUE ("url")
  )`,
  `CREATE TABLE "feed_items" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "published" TEXT NOT NULL,
    CONSTRAINT "uq_feed_items_feed_id_published" UNIQUE ("feed_id", "published"),
    CONSTRAINT "fk_feed_items_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
  `CREATE TABLE "subscribers" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "type" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    CONSTRAINT "uq_subscribers_type_target_id" UNIQUE ("type", "target_id")
  )`,
  `CREATE TABLE "feed_subscriptions" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    CONSTRAINT "uq_feed_subscriptions_feed_id_subscriber_id" UNIQUE ("feed_id", "subscriber_id"),
    CONSTRAINT "fk_feed_subscriptions_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "fk_feed_subscriptions_subscriber_id" FOREIGN KEY ("subscriber_id") REFERENCES "subscribers" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
];

const DOWN = ['feed_subscriptions', 'subscribers', 'feed_items', 'feeds'].map(
  (table) => `DROP TABLE "${table}"`,
);

/** Feeds, their items, and who follows them. Guild subscribers have the target `guild:channel`. */
export class InitialSetup1754082887000 implements MigrationInterface {
  name = 'InitialSetup1754082887000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
