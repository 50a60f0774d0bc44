import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "subscribers" ADD COLUMN "stop_shown_at" INTEGER`,
  // The reason was Discord's answer as text: "403 50007: Cannot send messages to this user".
  `UPDATE "subscribers" SET "unreachable_reason" = json_object('cause', 'refused',
     'code', CAST(substr("unreachable_reason", instr("unreachable_reason", ' ') + 1) AS INTEGER),
     'message', "unreachable_reason", 'channelId', NULL, 'missing', json('[]'))
   WHERE "unreachable_reason" IS NOT NULL`,
  `CREATE INDEX "ix_subscribers_unreachable_since" ON "subscribers" ("unreachable_since") WHERE "unreachable_since" IS NOT NULL`,
  `CREATE INDEX "ix_outbox_messages_subscriber_id_id_refused" ON "outbox_messages" ("subscriber_id", "id") WHERE "state" = 'refused'`,
  `CREATE INDEX "ix_outbox_messages_id_stop_notice" ON "outbox_messages" ("id") WHERE "state" = 'pending' AND "kind" = 'delivery.stopped'`,
  // What a claim of due messages has to know of each, in the order in which they are given out.
  `CREATE INDEX "ix_outbox_messages_id_pending" ON "outbox_messages" ("id", "subscriber_id", "next_attempt_at", "lease_until") WHERE "state" = 'pending'`,
  // One message may tell of several series.
  `UPDATE "outbox_messages" SET "payload" = json_object('releases', json_array(json("payload")))
   WHERE "kind" = 'feeds.release'`,
];

const DOWN = [
  `DROP INDEX "ix_outbox_messages_id_pending"`,
  `DROP INDEX "ix_outbox_messages_id_stop_notice"`,
  `DROP INDEX "ix_outbox_messages_subscriber_id_id_refused"`,
  `DROP INDEX "ix_subscribers_unreachable_since"`,
  `UPDATE "subscribers" SET "unreachable_reason" = "unreachable_reason" ->> 'message'
   WHERE "unreachable_reason" IS NOT NULL`,
  `ALTER TABLE "subscribers" DROP COLUMN "stop_shown_at"`,
  // The older code knows no such message; whom it was to tell finds out by what does not come.
  `DELETE FROM "outbox_messages" WHERE "kind" = 'delivery.stopped'`,
  // What tells of several series becomes one message a series again.
  `INSERT INTO "outbox_messages" ("subscriber_id", "kind", "payload", "dedupe_key", "nonce", "state", "attempts",
     "next_attempt_at", "lease_until", "created_at", "settled_at", "channel_id", "message_id", "last_error")
   SELECT "subscriber_id", "kind", "release"."value", "dedupe_key" || ':' || "release"."key", lower(hex(randomblob(12))),
     "state", "attempts", "next_attempt_at", NULL, "created_at", "settled_at", "channel_id", "message_id", "last_error"
   FROM "outbox_messages", json_each("payload", '$.releases') AS "release"
   WHERE "kind" = 'feeds.release' AND "release"."key" > 0`,
  // An INSERT of nothing leaves this behind.
  `DELETE FROM "sqlite_sequence" WHERE "name" = 'outbox_messages' AND "seq" = 0`,
  `UPDATE "outbox_messages" SET "payload" = "payload" -> '$.releases[0]'
   WHERE "kind" = 'feeds.release' AND json_type("payload", '$.releases') IS NOT NULL`,
];

/** Why a target is stopped, as data; and messages that tell of several series. */
export class StoppedTargets1795343200000 implements MigrationInterface {
  name = 'StoppedTargets1795343200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
