import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'ix_voice_sessions_guild_id_channel_id_join_time_leave_time';

/** For the time that two members spent together. */
export class AddVoiceSessionsPartnerIdx1771570479000 implements MigrationInterface {
  name = 'AddVoiceSessionsPartnerIdx1771570479000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "${INDEX}" ON "voice_sessions" ("guild_id", "channel_id", "join_time", "leave_time")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "${INDEX}"`);
  }
}
