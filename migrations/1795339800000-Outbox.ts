import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "outbox_messages" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "subscriber_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" INTEGER NOT NULL,
    "lease_until" INTEGER,
    "created_at" INTEGER NOT NULL,
    "settled_at" INTEGER,
    "channel_id" TEXT,
    "message_id" TEXT,
    "last_error" TEXT,
    CONSTRAINT "uq_outbox_messages_subscriber_id_dedupe_key" UNIQUE ("subscriber_id", "dedupe_key"),
    CONSTRAINT "uq_outbox_messages_nonce" UNIQUE ("nonce"),
    CONSTRAINT "ck_outbox_messages_state" CHECK ("state" IN ('pending', 'sent', 'refused', 'withdrawn')),
    CONSTRAINT "fk_outbox_messages_subscriber_id" FOREIGN KEY ("subscriber_id") REFERENCES "subscribers" ("id") ON DELETE CASCADE
  )`,
  `CREATE INDEX "ix_outbox_messages_subscriber_id_id_pending" ON "outbox_messages" ("subscriber_id", "id") WHERE "state" = 'pending'`,
  `ALTER TABLE "subscribers" ADD COLUMN "unreachable_since" INTEGER`,
  `ALTER TABLE "subscribers" ADD COLUMN "unreachable_reason" TEXT`,
];

const DOWN = [
  `ALTER TABLE "subscribers" DROP COLUMN "unreachable_reason"`,
  `ALTER TABLE "subscribers" DROP COLUMN "unreachable_since"`,
  `DROP TABLE "outbox_messages"`,
];

/** What is owed to whom. Down forgets it: the older schema has no place for a message that was not sent. */
export class Outbox1795339800000 implements MigrationInterface {
  name = 'Outbox1795339800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
