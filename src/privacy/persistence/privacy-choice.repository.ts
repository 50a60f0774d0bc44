import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { PrivacyChoiceEntity } from './privacy-choice.entity';

type ChoiceKey = Pick<PrivacyChoiceEntity, 'userId' | 'guildId'>;

@Injectable()
export class PrivacyChoiceRepository extends TableRepository<PrivacyChoiceEntity, ChoiceKey> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, PrivacyChoiceEntity);
  }

  async deleteOfGuild(guildId: Snowflake): Promise<void> {
    await this.writer.delete(PrivacyChoiceEntity, { guildId });
  }
}
