import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The part of `guild:channel` before the colon, or all of it. */
const GUILD = `substr(target_id, 1, instr(target_id || ':', ':') - 1)`;

const UP = [
  `CREATE TABLE "server_settings" ("guild_id" INTEGER PRIMARY KEY NOT NULL, "settings" TEXT NOT NULL)`,
  `INSERT INTO server_settings (guild_id, settings)
    SELECT CAST(guild AS INTEGER), json_object('channel_id', substr(first_target, instr(first_target, ':') + 1))
    FROM (
      SELECT ${GUILD} AS guild, MIN(target_id) AS first_target FROM subscribers
      WHERE type = 'guild' AND instr(target_id, ':') > 0
      GROUP BY guild
    )`,
  `CREATE TEMP TABLE merged_subscribers AS
    SELECT id, MIN(id) OVER (PARTITION BY ${GUILD}) AS kept_id FROM subscribers WHERE type = 'guild'`,
  // Two merged subscribers may share a feed that the kept one lacks, so duplicates are counted after the merge.
  `DELETE FROM feed_subscriptions WHERE id IN (
    SELECT id FROM (
      SELECT subscription.id, row_number() OVER (PARTITION BY feed_id, kept_id ORDER BY subscription.id) AS copy
      FROM feed_subscriptions AS subscription JOIN merged_subscribers AS merged ON merged.id = subscriber_id
    ) WHERE copy > 1
  )`,
  `UPDATE feed_subscriptions
    SET subscriber_id = (SELECT kept_id FROM merged_subscribers AS merged WHERE merged.id = subscriber_id)
    WHERE subscriber_id IN (SELECT id FROM merged_subscribers WHERE id <> kept_id)`,
  `DELETE FROM subscribers WHERE id IN (SELECT id FROM merged_subscribers WHERE id <> kept_id)`,
  `UPDATE subscribers SET target_id = ${GUILD} WHERE type = 'guild'`,
  `DROP TABLE temp.merged_subscribers`,
];

const DOWN = [
  `UPDATE subscribers SET target_id = target_id || ':' || channel_id
    FROM (
      SELECT CAST(guild_id AS TEXT) AS guild, settings ->> '$.channel_id' AS channel_id
      FROM server_settings WHERE json_valid(settings)
    )
    WHERE type = 'guild' AND target_id = guild AND channel_id IS NOT NULL`,
  `DROP TABLE "server_settings"`,
];

/**
 * One subscriber a guild instead of one a channel; the channel moves into the guild's settings. A guild that had
 * several channels keeps the first in text order, and its lowest subscriber with the subscriptions of all.
 * Down puts `guild:channel` back; a guild without a channel stays as it is, its settings have no place there.
 */
export class AddServerSettings1767025764000 implements MigrationInterface {
  name = 'AddServerSettings1767025764000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
