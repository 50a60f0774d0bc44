import { Column, Entity, PrimaryColumn } from 'typeorm';

import { instant } from '../../database';
import type { PlatformId, StreamName } from '../platforms/platform';

/** How far one stream of a platform has been read. */
@Entity('stream_cursors')
export class StreamCursorEntity {
  @PrimaryColumn({ name: 'platform_id', type: 'text' })
  platformId!: PlatformId;

  @PrimaryColumn({ type: 'text' })
  stream!: StreamName;

  /** Everything released before this instant has been read. */
  @Column({ name: 'cursor_at', type: 'integer', transformer: instant })
  cursorAt!: Date;

  @Column({ name: 'next_read_at', type: 'integer', transformer: instant })
  nextReadAt!: Date;

  /** When the next item of a followed series is announced for; null where that is not known. */
  @Column({ name: 'due_at', type: 'integer', nullable: true, transformer: instant })
  dueAt!: Date | null;

  @Column({ name: 'last_read_at', type: 'integer', nullable: true, transformer: instant })
  lastReadAt!: Date | null;

  /** Reads in a row that failed. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;
}
