import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Time in voice channels. A session that goes on has `leave_time` = `join_time`. */
export class AddVoiceSessions1767606464000 implements MigrationInterface {
  name = 'AddVoiceSessions1767606464000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "voice_sessions" (
      "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "user_id" INTEGER NOT NULL,
      "guild_id" INTEGER NOT NULL,
      "channel_id" INTEGER NOT NULL,
      "join_time" TEXT NOT NULL,
      "leave_time" TEXT NOT NULL,
      CONSTRAINT "uq_voice_sessions_user_id_channel_id_join_time" UNIQUE ("user_id", "channel_id", "join_time")
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "voice_sessions"');
  }
}
