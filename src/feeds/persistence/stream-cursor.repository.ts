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

  find(platformId: PlatformId, stream: StreamName): Promise<StreamCursorEntity | null> {
    return this.findById({ platformId, stream });
  }

  /** Those whose next read is due, the one that waits longest first. */
  listDue(now: Date): Promise<StreamCursorEntity[]> {
    return this.reader
      .createQueryBuilder(StreamCursorEntity, 'cursor')
      .where('cursor.nextReadAt <= :now', { now: now.getTime() })
      .orderBy('cursor.nextReadAt')
      .addOrderBy('cursor.platformId')
      .addOrderBy('cursor.stream')
      .getMany();
  }

  upsert(cursor: Parameters<StreamCursorRepository['replace']>[0]): Promise<void> {
    return this.replace(cursor);
  }
}
