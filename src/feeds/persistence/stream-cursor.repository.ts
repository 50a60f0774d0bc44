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
}
