import { Injectable } from '@nestjs/common';

import { type NewRow, TableRepository, UnitOfWork } from '../../database';
import { FeedItemEntity } from './feed-item.entity';

export interface FeedItemKey {
  readonly feedId: number;
  readonly key: string;
}

/** A number of the items that a feed has in a language, which is null where its platform has none. */
export interface RankedNumber {
  readonly feedId: number;
  readonly language: string | null;
  readonly number: number;
}

export interface OldItems {
  readonly before: Date;
  /** By language, the lowest number that is kept. */
  readonly keptFrom: readonly Pick<RankedNumber, 'language' | 'number'>[];
  /** The same for languages that are not among these. */
  readonly otherwiseKeptFrom: number;
  readonly newestKept: number;
  readonly limit: number;
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

/**
 * Pairs of feed and key rather than feeds and keys: SQLite looks up each key in each of the feeds otherwise, a million
 * look-ups for a thousand releases.
 */
const IDS_BY = {
  itemKey: idsByKey('item_key'),
  logicalKey: idsByKey('logical_key'),
};

const NUMBERS_BY_RANK = `
  SELECT feed_id AS feedId, language, MAX(number) AS number FROM (
    SELECT feed_id, language, CAST(number AS REAL) AS number,
      DENSE_RANK() OVER (PARTITION BY feed_id, language ORDER BY CAST(number AS REAL) DESC) AS rank
    FROM feed_items
    WHERE feed_id IN (SELECT value FROM json_each(?)) AND number GLOB '[0-9]*'
  ) WHERE rank = ? GROUP BY feed_id, language`;

/**
 * Parameters: feed, before, before, the lowest number that is kept by language as JSON, the same for other languages,
 * limit, how many of the newest are kept.
 */
const OLD_ITEMS = `
  SELECT id FROM feed_items
  WHERE feed_id = ? AND published < ? AND first_seen_at < ?
    AND NOT (number IS NOT NULL AND number GLOB '[0-9]*' AND CAST(number AS REAL) >= ifnull(
      (SELECT value ->> 'number' FROM json_each(?) WHERE value ->> 'language' IS feed_items.language), ?))
  ORDER BY published DESC, id DESC LIMIT ? OFFSET ?`;

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

  /** Of these item keys, those that are stored already. */
  async listKnownItemKeys(keys: readonly FeedItemKey[]): Promise<FeedItemKey[]> {
    const items = await this.listByItemKeys(keys);
    return items.map(({ feedId, itemKey }) => ({ feedId, key: itemKey }));
  }

  /** Everything that is stored of these chapters, oldest first. */
  listByLogicalKeys(keys: readonly FeedItemKey[]): Promise<FeedItemEntity[]> {
    return this.listByKeys('logicalKey', keys);
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

  /** What is stored of these item keys, oldest first. */
  listByItemKeys(keys: readonly FeedItemKey[]): Promise<FeedItemEntity[]> {
    return this.listByKeys('itemKey', keys);
  }

  /** Of these feeds, those that have items at all. */
  async listFeedIdsWithItems(feedIds: readonly number[]): Promise<number[]> {
    const rows: { id: number }[] = await this.reader.query(
      `SELECT value AS id FROM json_each(?) WHERE EXISTS (SELECT 1 FROM feed_items WHERE feed_id = value)`,
      [JSON.stringify(feedIds)],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * By feed and language, the `rank`-th highest number of its items, where it has as many. Reads all items of the feeds,
   * so ask for few.
   */
  listNumbersByRank(feedIds: readonly number[], rank: number): Promise<RankedNumber[]> {
    return this.reader.query<RankedNumber[]>(NUMBERS_BY_RANK, [JSON.stringify(feedIds), rank]);
  }

  /**
   * Of a feed, items that came out and were first seen before `before`, without the newest of these and without numbers
   * from `keptFrom` on. Newest first.
   */
  async listOld(
    feedId: number,
    { before, keptFrom, otherwiseKeptFrom, newestKept, limit }: OldItems,
  ): Promise<FeedItemEntity[]> {
    const instant = before.getTime();
    const rows: { id: number }[] = await this.reader.query(OLD_ITEMS, [
      ...[feedId, instant, instant, JSON.stringify(keptFrom), otherwiseKeptFrom, limit, newestKept],
    ]);
    return this.listByIds(rows.map(({ id }) => id));
  }

  /** The feed's most recently published item. */
  findLatest(feedId: number): Promise<FeedItemEntity | null> {
    return this.reader.findOne(FeedItemEntity, {
      where: { feedId },
      order: { published: 'DESC', id: 'DESC' },
    });
  }

  private async listByKeys(
    property: keyof typeof IDS_BY,
    keys: readonly FeedItemKey[],
  ): Promise<FeedItemEntity[]> {
    const rows: { id: number }[] = await this.reader.query(IDS_BY[property], [JSON.stringify(keys)]);
    return this.listByIds(rows.map(({ id }) => id));
  }
}

function idsByKey(column: 'item_key' | 'logical_key'): string {
  // The order of a CROSS JOIN is kept (https://sqlite.org/optoverview.html, 8.1): each pair is one look-up by index.
  return `
    SELECT item.id AS id FROM json_each(?) AS wanted CROSS JOIN feed_items AS item
      ON item.feed_id = wanted.value ->> 'feedId' AND item.${column} = wanted.value ->> 'key'`;
}
