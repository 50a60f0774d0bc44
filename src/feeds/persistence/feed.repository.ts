import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { TableRepository, UnitOfWork } from '../../database';
import type { PlatformId } from '../platforms/platform';
import { FeedSubscriptionEntity } from './feed-subscription.entity';
import { FeedEntity } from './feed.entity';

/** What the platform says about a series; the rest of the row is ours. */
export type FeedMetadata = Omit<FeedEntity, 'id' | 'baselineAt'>;

@Injectable()
export class FeedRepository extends TableRepository<FeedEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, FeedEntity);
  }

  findBySource(platformId: PlatformId, sourceId: string): Promise<FeedEntity | null> {
    return this.reader.findOneBy(FeedEntity, { platformId, sourceId });
  }

  /** Of these series, those that somebody follows, by id. */
  listFollowedBySourceIds(platformId: PlatformId, sourceIds: readonly string[]): Promise<FeedEntity[]> {
    const query = this.reader.createQueryBuilder(FeedEntity, 'feed');
    const followers = query
      .subQuery()
      .select('1')
      .from(FeedSubscriptionEntity, 'subscription')
      .where('subscription.feedId = feed.id');
    // One JSON parameter instead of thousands: no limit on their number, and one statement to prepare.
    return query
      .where('feed.platformId = :platformId', { platformId })
      .andWhere('feed.sourceId IN (SELECT value FROM json_each(:sourceIds))', {
        sourceIds: JSON.stringify(sourceIds),
      })
      .andWhere(`EXISTS ${followers.getQuery()}`)
      .orderBy('feed.id')
      .getMany();
  }

  isAnyFollowed(platformId: PlatformId): Promise<boolean> {
    return this.reader
      .createQueryBuilder(FeedEntity, 'feed')
      .innerJoin(FeedSubscriptionEntity, 'subscription', 'subscription.feedId = feed.id')
      .where('feed.platformId = :platformId', { platformId })
      .getExists();
  }

  /** For feeds whose present items were never recorded: what came out before `at` is not news. */
  async setMissingBaselines(platformId: PlatformId, at: Date): Promise<void> {
    await this.writer.update(FeedEntity, { platformId, baselineAt: IsNull() }, { baselineAt: at });
  }

  /** Inserts the series or brings its metadata up to date. `baselineAt` is null in a new row and kept in an old one. */
  async upsertBySource(metadata: FeedMetadata): Promise<FeedEntity> {
    const { platformId, sourceId } = metadata;
    await this.writer.upsert(FeedEntity, metadata, { conflictPaths: ['platformId', 'sourceId'] });
    return this.writer.findOneByOrFail(FeedEntity, { platformId, sourceId });
  }
}
