import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes for what passed all channels and all counts: the channels of a guild's categories, the counts in a state. */
export class VoiceLookups1795604400000 implements MigrationInterface {
  name = 'VoiceLookups1795604400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "ix_voice_channels_guild_id_category_id" ON "voice_channels" ("guild_id", "category_id")`,
    );
    await queryRunner.query(`CREATE INDEX "ix_voice_generations_state" ON "voice_generations" ("state")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX "ix_voice_generations_state"');
    await queryRunner.query('DROP INDEX "ix_voice_channels_guild_id_category_id"');
  }
}
