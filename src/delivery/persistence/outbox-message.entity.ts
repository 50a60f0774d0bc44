import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

import type { Snowflake } from '../../common';
import { instant, json } from '../../database';

/** `pending` is owed; the others are final. */
export type OutboxState = 'pending' | 'sent' | 'refused' | 'withdrawn';

/** One message that is owed to one subscriber, and what became of it. */
@Entity('outbox_messages')
@Unique('uq_outbox_messages_subscriber_id_dedupe_key', ['subscriberId', 'dedupeKey'])
@Unique('uq_outbox_messages_nonce', ['nonce'])
@Check('ck_outbox_messages_state', `"state" IN ('pending', 'sent', 'refused', 'withdrawn')`)
@Index('ix_outbox_messages_subscriber_id_id_pending', ['subscriberId', 'id'], {
  where: `"state" = 'pending'`,
})
@Index('ix_outbox_messages_subscriber_id_id_refused', ['subscriberId', 'id'], {
  where: `"state" = 'refused'`,
})
@Index('ix_outbox_messages_id_pending', ['id', 'subscriberId', 'nextAttemptAt', 'leaseUntil'], {
  where: `"state" = 'pending'`,
})
@Index('ix_outbox_messages_id_stop_notice', ['id'], {
  where: `"state" = 'pending' AND "kind" = 'delivery.stopped'`,
})
export class OutboxMessageEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @ForeignKey('SubscriberEntity', { name: 'fk_outbox_messages_subscriber_id', onDelete: 'CASCADE' })
  @Column({ name: 'subscriber_id', type: 'integer' })
  subscriberId!: number;

  /** Tells the sender how to read `payload`. */
  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', transformer: json })
  payload!: unknown;

  /** What is owed once: a second message with the same key for the same subscriber is not created. */
  @Column({ name: 'dedupe_key', type: 'text' })
  dedupeKey!: string;

  /** Sent with every attempt, at most 25 characters: within some minutes Discord answers a repeat with the first. */
  @Column({ type: 'text' })
  nonce!: string;

  @Column({ type: 'text' })
  state!: OutboxState;

  /** Claims so far, the running one included. */
  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'next_attempt_at', type: 'integer', transformer: instant })
  nextAttemptAt!: Date;

  /** While it lies in the future somebody is sending this message. */
  @Column({ name: 'lease_until', type: 'integer', nullable: true, transformer: instant })
  leaseUntil!: Date | null;

  @Column({ name: 'created_at', type: 'integer', transformer: instant })
  createdAt!: Date;

  @Column({ name: 'settled_at', type: 'integer', nullable: true, transformer: instant })
  settledAt!: Date | null;

  @Column({ name: 'channel_id', type: 'text', nullable: true })
  channelId!: Snowflake | null;

  @Column({ name: 'message_id', type: 'text', nullable: true })
  messageId!: Snowflake | null;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;
}
