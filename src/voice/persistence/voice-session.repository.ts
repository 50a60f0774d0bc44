import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { VoiceSessionEntity } from './voice-session.entity';

@Injectable()
export class VoiceSessionRepository extends TableRepository<VoiceSessionEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, VoiceSessionEntity);
  }

  /** The guild's sessions that are going on, by the time of joining. */
  listActive(guildId: Snowflake): Promise<VoiceSessionEntity[]> {
    return (
      this.reader
        .createQueryBuilder(VoiceSessionEntity, 'session')
        .where('session.guildId = :guildId', { guildId })
        // The constant is in the text because SQLite does not use a partial index for a parameter.
        .andWhere('session.isActive = 1')
        .orderBy('session.joinTime')
        .addOrderBy('session.id')
        .getMany()
    );
  }
}
