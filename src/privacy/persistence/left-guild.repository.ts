import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { LeftGuildEntity } from './left-guild.entity';

@Injectable()
export class LeftGuildRepository extends TableRepository<LeftGuildEntity, Snowflake> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, LeftGuildEntity);
  }
}
