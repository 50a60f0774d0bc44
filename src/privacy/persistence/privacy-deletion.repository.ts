import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { TableRepository, UnitOfWork } from '../../database';
import { PrivacyDeletionEntity } from './privacy-deletion.entity';

type Subject = Pick<PrivacyDeletionEntity, 'userId' | 'guildId'>;

@Injectable()
export class PrivacyDeletionRepository extends TableRepository<PrivacyDeletionEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, PrivacyDeletionEntity);
  }

  findSame({ userId, guildId }: Subject): Promise<PrivacyDeletionEntity | null> {
    return this.reader.findOneBy(PrivacyDeletionEntity, {
      userId: userId ?? IsNull(),
      guildId: guildId ?? IsNull(),
    });
  }
}
