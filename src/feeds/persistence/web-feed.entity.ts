import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { instant } from '../../database';
import { FeedEntity } from './feed.entity';

/** What is remembered of a web feed from one read to the next. */
@Entity('web_feeds')
@Index('ix_web_feeds_next_read_at_host', ['nextReadAt', 'host'])
export class WebFeedEntity {
  @ForeignKey(() => FeedEntity, { name: 'fk_web_feeds_feed_id', onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @PrimaryColumn({ name: 'feed_id', type: 'integer' })
  feedId!: number;

  /** Host and port of the address that is read: one host is asked one thing at a time. */
  @Column({ type: 'text' })
  host!: string;

  /** Null while it is not read: nobody follows it, or it is gone. */
  @Column({ name: 'next_read_at', type: 'integer', nullable: true, transformer: instant })
  nextReadAt!: Date | null;

  /** The address that it redirects to for good, or null. */
  @Column({ name: 'moved_to', type: 'text', nullable: true })
  movedTo!: string | null;

  /** Both exactly as received. */
  @Column({ type: 'text', nullable: true })
  etag!: string | null;

  @Column({ name: 'last_modified', type: 'text', nullable: true })
  lastModified!: string | null;

  /** Of the document that was read last. */
  @Column({ name: 'body_hash', type: 'text', nullable: true })
  bodyHash!: string | null;

  /** How long to wait between two reads, before jitter and the server's own wishes; half an hour to begin with. */
  @Column({ name: 'interval_ms', type: 'integer', default: 1_800_000 })
  intervalMs!: number;

  /** The usual time between two items; null while that is not known. */
  @Column({ name: 'gap_ms', type: 'integer', nullable: true })
  gapMs!: number | null;

  /** When the newest item came out; null where the feed gives no dates. */
  @Column({ name: 'latest_at', type: 'integer', nullable: true, transformer: instant })
  latestAt!: Date | null;

  /** The last read that succeeded. */
  @Column({ name: 'last_read_at', type: 'integer', nullable: true, transformer: instant })
  lastReadAt!: Date | null;

  /** Reads in a row that failed. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  /** Since when every read found nothing there; else null. */
  @Column({ name: 'missing_since', type: 'integer', nullable: true, transformer: instant })
  missingSince!: Date | null;

  /** When it was given up, or null. */
  @Column({ name: 'gone_since', type: 'integer', nullable: true, transformer: instant })
  goneSince!: Date | null;
}
