import type { MigrationInterface, QueryRunner } from 'typeorm';

const MANGADEX = 'https://mangadex.org/title/';
const ANILIST = 'https://anilist.co/anime/';

const SOURCE_ID = `CASE
      WHEN url LIKE '${MANGADEX}%' THEN substr(url, ${MANGADEX.length + 1})
      WHEN url LIKE '${ANILIST}%' THEN substr(url, ${ANILIST.length + 1})
      ELSE url
    END`;

const UP = [
  `CREATE TABLE "new_feeds" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "platform_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "items_id" TEXT NOT NULL,
    "source_url" TEXT NOT NULL,
    "cover_url" TEXT,
    "tags" TEXT,
    CONSTRAINT "uq_feeds_platform_id_source_id" UNIQUE ("platform_id", "source_id"),
    CONSTRAINT "uq_feeds_source_url" UNIQUE ("source_url")
  )`,
  `INSERT INTO sqlite_sequence (name, seq) SELECT 'new_feeds', seq FROM sqlite_sequence WHERE name = 'feeds'`,
  // A link of no known platform keeps its row under a platform that nobody polls.
  `INSERT INTO new_feeds (id, name, description, platform_id, source_id, items_id, source_url, cover_url, tags)
    SELECT id, name, description,
      CASE
        WHEN url LIKE '${MANGADEX}%' THEN 'MangaDex'
        WHEN url LIKE '${ANILIST}%' THEN 'AniList Anime'
        ELSE 'Unknown'
      END,
      ${SOURCE_ID}, ${SOURCE_ID}, url, cover_url, tags
    FROM feeds`,
  `DROP TABLE "feeds"`,
  `ALTER TABLE "new_feeds" RENAME TO "feeds"`,
];

const DOWN = [
  `CREATE TABLE "new_feeds" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "url" TEXT NOT NULL,
    "cover_url" TEXT,
    "tags" TEXT,
    CONSTRAINT "uq_feeds_url" UNIQUE ("url")
  )`,
  `INSERT INTO sqlite_sequence (name, seq) SELECT 'new_feeds', seq FROM sqlite_sequence WHERE name = 'feeds'`,
  `INSERT INTO new_feeds (id, name, description, url, cover_url, tags)
    SELECT id, name, description, source_url, cover_url, tags FROM feeds`,
  `DROP TABLE "feeds"`,
  `ALTER TABLE "new_feeds" RENAME TO "feeds"`,
];

/** Splits a feed's address into platform and identity. Down puts the address back. */
export class BreakFeedUrl1767277617000 implements MigrationInterface {
  name = 'BreakFeedUrl1767277617000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.rebuild(queryRunner, UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await this.rebuild(queryRunner, DOWN);
  }

  /** Dropping a table deletes its dependants by cascade while foreign keys are on, and a transaction cannot turn them off. */
  private async rebuild(queryRunner: QueryRunner, statements: readonly string[]): Promise<void> {
    const [setting] = (await queryRunner.query('PRAGMA foreign_keys')) as { foreign_keys: number }[];
    if (setting?.foreign_keys !== 0) {
      throw new Error('foreign keys are on: rebuilding "feeds" would delete every item and subscription');
    }
    for (const statement of statements) await queryRunner.query(statement);
    const violations = (await queryRunner.query('PRAGMA foreign_key_check')) as unknown[];
    if (violations.length > 0)
      throw new Error(`foreign keys are violated: ${JSON.stringify(violations.slice(0, 5))}`);
  }
}
