import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "feeds" ADD COLUMN "baseline_at" INTEGER`,
  `CREATE TABLE "new_feed_items" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "published" INTEGER NOT NULL,
    "item_key" TEXT NOT NULL,
    "logical_key" TEXT NOT NULL,
    "number" TEXT,
    "language" TEXT,
    "group_name" TEXT,
    "url" TEXT,
    "first_seen_at" INTEGER NOT NULL,
    "is_baseline" INTEGER NOT NULL,
    CONSTRAINT "uq_feed_items_feed_id_item_key" UNIQUE ("feed_id", "item_key"),
    CONSTRAINT "fk_feed_items_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
  `INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_feed_items', seq FROM sqlite_sequence WHERE name = 'feed_items'`,
  `INSERT INTO new_feed_items (id, feed_id, description, published, item_key, logical_key, first_seen_at, is_baseline)
    SELECT id, feed_id, description, published, 'legacy:' || published, 'legacy:' || published, published, 1
    FROM feed_items`,
  `DROP TABLE "feed_items"`,
  `ALTER TABLE "new_feed_items" RENAME TO "feed_items"`,
  `CREATE INDEX "ix_feed_items_feed_id_logical_key" ON "feed_items" ("feed_id", "logical_key")`,
  `CREATE INDEX "ix_feed_items_feed_id_published" ON "feed_items" ("feed_id", "published")`,
  `CREATE TABLE "new_feed_subscriptions" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "uq_feed_subscriptions_feed_id_subscriber_id" UNIQUE ("feed_id", "subscriber_id"),
    CONSTRAINT "fk_feed_subscriptions_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "fk_feed_subscriptions_subscriber_id" FOREIGN KEY ("subscriber_id") REFERENCES "subscribers" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
  `INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_feed_subscriptions', seq FROM sqlite_sequence WHERE name = 'feed_subscriptions'`,
  `INSERT INTO new_feed_subscriptions (id, feed_id, subscriber_id, created_at)
    SELECT id, feed_id, subscriber_id, 0 FROM feed_subscriptions`,
  `DROP TABLE "feed_subscriptions"`,
  `ALTER TABLE "new_feed_subscriptions" RENAME TO "feed_subscriptions"`,
  `CREATE INDEX "ix_feed_subscriptions_subscriber_id" ON "feed_subscriptions" ("subscriber_id")`,
];

const DOWN = [
  `CREATE TABLE "new_feed_subscriptions" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    CONSTRAINT "uq_feed_subscriptions_feed_id_subscriber_id" UNIQUE ("feed_id", "subscriber_id"),
    CONSTRAINT "fk_feed_subscriptions_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "fk_feed_subscriptions_subscriber_id" FOREIGN KEY ("subscriber_id") REFERENCES "subscribers" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
  `INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_feed_subscriptions', seq FROM sqlite_sequence WHERE name = 'feed_subscriptions'`,
  `INSERT INTO new_feed_subscriptions (id, feed_id, subscriber_id)
    SELECT id, feed_id, subscriber_id FROM feed_subscriptions`,
  `DROP TABLE "feed_subscriptions"`,
  `ALTER TABLE "new_feed_subscriptions" RENAME TO "feed_subscriptions"`,
  `CREATE TABLE "new_feed_items" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "published" INTEGER NOT NULL,
    CONSTRAINT "uq_feed_items_feed_id_published" UNIQUE ("feed_id", "published"),
    CONSTRAINT "fk_feed_items_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
  )`,
  `INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_feed_items', seq FROM sqlite_sequence WHERE name = 'feed_items'`,
  // Equal instants of a feed move on by a millisecond each: the greatest (published - m) so far, plus n.
  `INSERT INTO new_feed_items (id, feed_id, description, published)
    WITH numbered AS (
      SELECT *, row_number() OVER (PARTITION BY feed_id ORDER BY published, id) AS n FROM feed_items
    )
    SELECT id, feed_id, description, MAX(published - n) OVER (PARTITION BY feed_id ORDER BY n) + n FROM numbered`,
  `DROP TABLE "feed_items"`,
  `ALTER TABLE "new_feed_items" RENAME TO "feed_items"`,
  `ALTER TABLE "feeds" DROP COLUMN "baseline_at"`,
];

/**
 * Items are known by the platform's identity instead of their time. Carried-over items count as announced; when a
 * carried-over subscription began is not known, so it counts as having been there always.
 */
export class ItemKeys1795339200000 implements MigrationInterface {
  name = 'ItemKeys1795339200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
