import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { SubscriberEntity, type SubscriberType } from './subscriber.entity';

@Injectable()
export class SubscriberRepository extends TableRepository<SubscriberEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, SubscriberEntity);
  }

  findByTarget(type: SubscriberType, targetId: Snowflake): Promise<SubscriberEntity | null> {
    return this.reader.findOneBy(SubscriberEntity, { type, targetId });
  }

  /** The guilds that are told something, stopped ones included. */
  async listGuildIds(): Promise<Snowflake[]> {
    const sql = `SELECT target_id AS targetId FROM subscribers WHERE type = 'guild'`;
    const rows = await this.reader.query<{ targetId: Snowflake }[]>(sql);
    return rows.map(({ targetId }) => targetId);
  }

  /** The subscriber of this target, created when there is none. */
  async ensure(type: SubscriberType, targetId: Snowflake): Promise<SubscriberEntity> {
    // The writer first: outside of a unit nothing may look as if it had worked.
    const existing = await this.writer.findOneBy(SubscriberEntity, { type, targetId });
    return (
      existing ??
      this.insert({
        type,
        targetId,
        unreachableSince: null,
        unreachableReason: null,
        stopShownAt: null,
        pausedSince: null,
      })
    );
  }
}
