import { Injectable } from '@nestjs/common';

import { TableRepository, UnitOfWork } from '../../database';
import { BotMetaEntity } from './bot-meta.entity';

@Injectable()
export class BotMetaRepository extends TableRepository<BotMetaEntity, string> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, BotMetaEntity);
  }

  /** Null when nothing is stored under the key. */
  async get(key: string): Promise<string | null> {
    const row = await this.findById(key);
    return row?.value ?? null;
  }

  async set(key: string, value: string): Promise<void> {
    await this.replace({ key, value });
  }
}
