import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is remembered of each web feed from one read to the next. Down forgets it: feeds are then read anew. */
export class WebFeeds1795342600000 implements MigrationInterface {
  name = 'WebFeeds1795342600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "web_feeds" (
      "feed_id" INTEGER PRIMARY KEY NOT NULL,
      "host" TEXT NOT NULL,
      "next_read_at" INTEGER,
      "moved_to" TEXT,
      "etag" TEXT,
      "last_modified" TEXT,
      "body_hash" TEXT,
      "interval_ms" INTEGER NOT NULL DEFAULT 1800000,
      "gap_ms" INTEGER,
      "latest_at" INTEGER,
      "last_read_at" INTEGER,
      "failures" INTEGER NOT NULL DEFAULT 0,
      "last_error" TEXT,
      "missing_since" INTEGER,
      "gone_since" INTEGER,
      CONSTRAINT "fk_web_feeds_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
    )`);
    await queryRunner.query(
      `CREATE INDEX "ix_web_feeds_next_read_at_host" ON "web_feeds" ("next_read_at", "host")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "web_feeds"');
  }
}
