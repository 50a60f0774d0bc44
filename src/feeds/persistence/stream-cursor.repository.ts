import { Injectable } from '@nestjs/common';

import { TableRepository, UnitOfWork } from '../../database';
import type { PlatformId, StreamName } from '../platforms/platform';
import { StreamCursorEntity } from './stream-cursor.entity';

type StreamCursorKey = Pick<StreamCursorEntity, 'platformId' | 'stream'>;

@Injectable()
export class StreamCursorRepository extends TableRepository<StreamCursorEntity, StreamCursorKey> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, StreamCursorEntity);
  }

  /** The clock was set back. @returns platforms whose streams were read beyond now: they may have skipped something. */
  async moveDueTimes(byMs: number, now: Date): Promise<PlatformId[]> {
    const ahead = (await this.listAll()).filter(({ cursorAt }) => cursorAt > now);
    const at = now.getTime();
    await this.writer.query(
      `UPDATE stream_cursors SET next_read_at = next_read_at - iif(next_read_at > ?, ?, 0),
         cursor_at = min(cursor_at, ?), last_read_at = min(last_read_at, ?)`,
      [at, byMs, at, at],
    );
    return [...new Set(ahead.map(({ platformId }) => platformId))];
  }

  find(platformId: PlatformId, stream: StreamName): Promise<StreamCursorEntity | null> {
    return this.findById({ platformId, stream });
  }
}
