import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is left of deleted items. Down forgets that too: a feed that still shows some without a date may tell them again. */
export class ForgottenItems1795602000000 implements MigrationInterface {
  name = 'ForgottenItems1795602000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "forgotten_items" (
      "feed_id" INTEGER NOT NULL,
      "item_hash" INTEGER NOT NULL,
      "chapter_hash" INTEGER NOT NULL,
      "language" TEXT,
      "group_name" TEXT,
      PRIMARY KEY ("feed_id", "item_hash"),
      CONSTRAINT "fk_forgotten_items_feed_id" FOREIGN KEY ("feed_id") REFERENCES "feeds" ("id") ON DELETE CASCADE ON UPDATE CASCADE
    ) WITHOUT ROWID`);
    await queryRunner.query(
      `CREATE INDEX "ix_forgotten_items_feed_id_chapter_hash" ON "forgotten_items" ("feed_id", "chapter_hash")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "forgotten_items"');
  }
}
