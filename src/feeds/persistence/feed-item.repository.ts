import { Injectable } from '@nestjs/common';

import { type NewRow, TableRepository, UnitOfWork } from '../../database';
import { FeedItemEntity } from './feed-item.entity';

export interface FeedItemKey {
  readonly feedId: number;
  readonly key: string;
}

// The WHERE keeps SQLite from reading ON CONFLICT as a join's ON (https://sqlite.org/lang_upsert.html, 2.2).
const INSERT_NEW = `
  INSERT INTO feed_items (feed_id, description, published, item_key, logical_key, number, language, group_name, url,
    first_seen_at, is_baseline, is_backfill)
  SELECT value ->> 'feedId', value ->> 'description', value ->> 'published', value ->> 'itemKey',
    value ->> 'logicalKey', value ->> 'number', value ->> 'language', value ->> 'groupName', value ->> 'url',
    value ->> 'firstSeenAt', value ->> 'isBaseline', value ->> 'isBackfill'
  FROM json_each(?) WHERE true
  ON CONFLICT (feed_id, item_key) DO NOTHING
  RETURNING id`;

const NUMBERS_BY_RANK = `
  SELECT feed_id AS feedId, MAX(number) AS number FROM (
    SELECT feed_id, CAST(number AS REAL) AS number,
      DENSE_RANK() OVER (PARTITION BY feed_id ORDER BY CAST(number AS REAL) DESC) AS rank
    FROM feed_items
    WHERE feed_id IN (SELECT value FROM json_each(?)) AND number GLOB '[0-9]*'
  ) WHERE rank = ? GROUP BY feed_id`;

@Injectable()
export class FeedItemRepository extends TableRepository<FeedItemEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, FeedItemEntity);
  }

  /** Inserts the items that are not there yet. @returns those, with their ids, oldest first. */
  async insertNew(items: readonly NewRow<FeedItemEntity>[]): Promise<FeedItemEntity[]> {
    const rows = items.map((item) => ({
      ...item,
      published: item.published.getTime(),
      firstSeenAt: item.firstSeenAt.getTime(),
    }));
    const inserted: { id: number }[] = await this.writer.query(INSERT_NEW, [JSON.stringify(rows)]);
    return this.listByIds(inserted.map(({ id }) => id));
  }

  /** Of these keys, those that the feeds have already. */
  listKnownItemKeys(feedIds: readonly number[], itemKeys: readonly string[]): Promise<FeedItemKey[]> {
    return this.listKnownKeys('itemKey', feedIds, itemKeys);
  }

  /** Of these keys, those that the feeds have already, each once. */
  listKnownLogicalKeys(feedIds: readonly number[], logicalKeys: readonly string[]): Promise<FeedItemKey[]> {
    return this.listKnownKeys('logicalKey', feedIds, logicalKeys);
  }

  /** Everything that is stored of these chapters. */
  listByLogicalKeys(feedIds: readonly number[], logicalKeys: readonly string[]): Promise<FeedItemEntity[]> {
    return this.reader
      .createQueryBuilder(FeedItemEntity, 'item')
      .where('item.feedId IN (SELECT value FROM json_each(:feedIds))', { feedIds: JSON.stringify(feedIds) })
      .andWhere('item.logicalKey IN (SELECT value FROM json_each(:logicalKeys))', {
        logicalKeys: JSON.stringify(logicalKeys),
      })
      .getMany();
  }

  /** Oldest first. */
  listByIds(ids: readonly number[]): Promise<FeedItemEntity[]> {
    return this.reader
      .createQueryBuilder(FeedItemEntity, 'item')
      .where('item.id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(ids) })
      .orderBy('item.published')
      .addOrderBy('item.id')
      .getMany();
  }

  /** Of these keys, what the feeds have already. */
  listByItemKeys(feedIds: readonly number[], itemKeys: readonly string[]): Promise<FeedItemEntity[]> {
    return this.reader
      .createQueryBuilder(FeedItemEntity, 'item')
      .where('item.feedId IN (SELECT value FROM json_each(:feedIds))', { feedIds: JSON.stringify(feedIds) })
      .andWhere('item.itemKey IN (SELECT value FROM json_each(:keys))', { keys: JSON.stringify(itemKeys) })
      .getMany();
  }

  /** Of these feeds, those that have items at all. */
  async listFeedIdsWithItems(feedIds: readonly number[]): Promise<number[]> {
    const rows: { id: number }[] = await this.reader.query(
      `SELECT value AS id FROM json_each(?) WHERE EXISTS (SELECT 1 FROM feed_items WHERE feed_id = value)`,
      [JSON.stringify(feedIds)],
    );
    return rows.map(({ id }) => id);
  }

  /** By feed, the `rank`-th highest number of its items. Reads all items of the feeds, so ask for few. */
  async listNumbersByRank(feedIds: readonly number[], rank: number): Promise<Map<number, number>> {
    const rows: { feedId: number; number: number }[] = await this.reader.query(NUMBERS_BY_RANK, [
      JSON.stringify(feedIds),
      rank,
    ]);
    return new Map(rows.map(({ feedId, number }) => [feedId, number]));
  }

  /** The feed's most recently published item. */
  findLatest(feedId: number): Promise<FeedItemEntity | null> {
    return this.reader.findOne(FeedItemEntity, {
      where: { feedId },
      order: { published: 'DESC', id: 'DESC' },
    });
  }

  private listKnownKeys(
    property: 'itemKey' | 'logicalKey',
    feedIds: readonly number[],
    keys: readonly string[],
  ): Promise<FeedItemKey[]> {
    return this.reader
      .createQueryBuilder(FeedItemEntity, 'item')
      .select('item.feedId', 'feedId')
      .addSelect(`item.${property}`, 'key')
      .distinct()
      .where('item.feedId IN (SELECT value FROM json_each(:feedIds))', { feedIds: JSON.stringify(feedIds) })
      .andWhere(`item.${property} IN (SELECT value FROM json_each(:keys))`, { keys: JSON.stringify(keys) })
      .orderBy('item.feedId')
      .addOrderBy(`item.${property}`)
      .getRawMany<FeedItemKey>();
  }
}
