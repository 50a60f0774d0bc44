import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which post of a forum tells of which series. Down forgets it: a series then gets another post. */
export class ForumPosts1795344400000 implements MigrationInterface {
  name = 'ForumPosts1795344400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "forum_posts" (
      "channel_id" TEXT NOT NULL,
      "feed_id" INTEGER NOT NULL,
      "thread_id" TEXT NOT NULL,
      PRIMARY KEY ("channel_id", "feed_id"),
      CONSTRAINT "uq_forum_posts_thread_id" UNIQUE ("thread_id"),
      CONSTRAINT "fk_forum_posts_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
    )`);
    await queryRunner.query(`CREATE INDEX "ix_forum_posts_feed_id" ON "forum_posts" ("feed_id")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "forum_posts"');
  }
}
