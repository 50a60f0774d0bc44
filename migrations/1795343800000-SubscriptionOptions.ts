import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  `"languages" TEXT`,
  `"preferred_groups" TEXT`,
  `"ignored_groups" TEXT`,
  `"role_id" TEXT`,
  `"channel_id" TEXT`,
  `"muted_until" INTEGER`,
];

/**
 * What each subscription wants: languages, groups, a role to mention, a channel of its own, silence until an instant.
 * Null means what the whole guild or everybody has. Subscribers can pause. Down forgets these wishes and keeps the subscriptions.
 */
export class SubscriptionOptions1795343800000 implements MigrationInterface {
  name = 'SubscriptionOptions1795343800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const column of COLUMNS)
      await queryRunner.query(`ALTER TABLE "feed_subscriptions" ADD COLUMN ${column}`);
    await queryRunner.query(`ALTER TABLE "subscribers" ADD COLUMN "paused_since" INTEGER`);
    await queryRunner.query(
      `CREATE INDEX "ix_subscribers_paused_since" ON "subscribers" ("paused_since") WHERE "paused_since" IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX "ix_feed_subscriptions_languages" ON "feed_subscriptions" ("languages") WHERE "languages" IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX "ix_feed_subscriptions_role_id" ON "feed_subscriptions" ("role_id") WHERE "role_id" IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX "ix_feed_subscriptions_channel_id" ON "feed_subscriptions" ("channel_id") WHERE "channel_id" IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of ['languages', 'role_id', 'channel_id']) {
      await queryRunner.query(`DROP INDEX "ix_feed_subscriptions_${name}"`);
    }
    await queryRunner.query(`DROP INDEX "ix_subscribers_paused_since"`);
    await queryRunner.query(`ALTER TABLE "subscribers" DROP COLUMN "paused_since"`);
    for (const column of COLUMNS) {
      const name = column.split(' ')[0] ?? '';
      await queryRunner.query(`ALTER TABLE "feed_subscriptions" DROP COLUMN ${name}`);
    }
  }
}
