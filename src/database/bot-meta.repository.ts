import { Injectable } from '@nestjs/common';

import { BotMetaEntity } from './bot-meta.entity';
import { TableRepository } from './table.repository';
import { UnitOfWork } from './unit-of-work';

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

  /** Rows whose keys begin with these characters. */
  listByPrefix(prefix: string): Promise<BotMetaEntity[]> {
    return this.reader
      .createQueryBuilder(BotMetaEntity, 'meta')
      .where('substr(meta.key, 1, length(:prefix)) = :prefix', { prefix })
      .orderBy('meta.key')
      .getMany();
  }

  async set(key: string, value: string): Promise<void> {
    await this.replace({ key, value });
  }
}
