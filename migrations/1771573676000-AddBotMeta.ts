import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the bot remembers about itself. */
export class AddBotMeta1771573676000 implements MigrationInterface {
  name = 'AddBotMeta1771573676000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'CREATE TABLE "bot_meta" ("key" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL)',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "bot_meta"');
  }
}
