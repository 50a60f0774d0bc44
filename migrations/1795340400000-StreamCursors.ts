import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each stream of each platform has been read. */
export class StreamCursors1795340400000 implements MigrationInterface {
  name = 'StreamCursors1795340400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "stream_cursors" (
      "platform_id" TEXT NOT NULL,
      "stream" TEXT NOT NULL,
      "cursor_at" INTEGER NOT NULL,
      "next_read_at" INTEGER NOT NULL,
      "last_read_at" INTEGER,
      "failures" INTEGER NOT NULL DEFAULT 0,
      "last_error" TEXT,
      PRIMARY KEY ("platform_id", "stream")
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "stream_cursors"');
  }
}
