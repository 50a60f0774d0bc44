import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = 'id, user_id, guild_id, channel_id, join_time, leave_time, is_active';

/** Rebuilds what holds Discord ids; nothing refers to these tables. CAST keeps 64-bit ids out of JavaScript's numbers. */
function rebuild(idType: 'TEXT' | 'INTEGER'): string[] {
  const id = (column: string): string => `CAST(${column} AS ${idType})`;
  return [
    `CREATE TABLE "new_voice_sessions" (
      "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "user_id" ${idType} NOT NULL,
      "guild_id" ${idType} NOT NULL,
      "channel_id" ${idType} NOT NULL,
      "join_time" TEXT NOT NULL,
      "leave_time" TEXT NOT NULL,
      "is_active" INTEGER NOT NULL DEFAULT 0,
      CONSTRAINT "uq_voice_sessions_user_id_channel_id_join_time" UNIQUE ("user_id", "channel_id", "join_time")
    )`,
    `INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_voice_sessions', seq FROM sqlite_sequence WHERE name = 'voice_sessions'`,
    `INSERT INTO new_voice_sessions (${COLUMNS})
      SELECT id, ${id('user_id')}, ${id('guild_id')}, ${id('channel_id')}, join_time, leave_time, is_active
      FROM voice_sessions`,
    `DROP TABLE "voice_sessions"`,
    `ALTER TABLE "new_voice_sessions" RENAME TO "voice_sessions"`,
    `CREATE INDEX "ix_voice_sessions_guild_id_channel_id_join_time_leave_time" ON "voice_sessions" ("guild_id", "channel_id", "join_time", "leave_time")`,
    `CREATE TABLE "new_server_settings" ("guild_id" ${idType} PRIMARY KEY NOT NULL, "settings" TEXT NOT NULL)`,
    `INSERT INTO new_server_settings (guild_id, settings) SELECT ${id('guild_id')}, settings FROM server_settings`,
    `DROP TABLE "server_settings"`,
    `ALTER TABLE "new_server_settings" RENAME TO "server_settings"`,
  ];
}

/** Discord ids as text, as `subscribers.target_id` has them already. */
export class TextSnowflakes1795338000000 implements MigrationInterface {
  name = 'TextSnowflakes1795338000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of rebuild('TEXT')) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of rebuild('INTEGER')) await queryRunner.query(statement);
  }
}
