import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Says openly which sessions go on; before, `leave_time` = `join_time` said it. Down says it that way again, so an
 * active session gives up the last instant it was known to go on.
 */
export class AddVoiceSessionsIsActive1771819550000 implements MigrationInterface {
  name = 'AddVoiceSessionsIsActive1771819550000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE "voice_sessions" ADD COLUMN "is_active" INTEGER NOT NULL DEFAULT 0');
    await queryRunner.query('UPDATE voice_sessions SET is_active = 1 WHERE leave_time = join_time');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('UPDATE voice_sessions SET leave_time = join_time WHERE is_active = 1');
    await queryRunner.query('ALTER TABLE "voice_sessions" DROP COLUMN "is_active"');
  }
}
