import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { UnitOfWork } from '../../database';
import type { FeedItemEntity } from './feed-item.entity';
import type { FeedItemKey } from './feed-item.repository';

/** A release of which nothing else is known any more. */
export interface ForgottenRelease {
  readonly feedId: number;
  readonly logicalKey: string;
  readonly language: string | null;
  readonly groupName: string | null;
}

const REMEMBER = `
  INSERT INTO forgotten_items (feed_id, item_hash, chapter_hash, language, group_name)
  SELECT value ->> 'feedId', value ->> 'itemHash', value ->> 'chapterHash', value ->> 'language', value ->> 'groupName'
  FROM json_each(?) WHERE true
  ON CONFLICT (feed_id, item_hash) DO NOTHING`;

const BY = { item: byHash('item_hash'), chapter: byHash('chapter_hash') };

/** Deletes items so that they are never taken for new ones. */
@Injectable()
export class ForgottenItemRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Call inside a unit of work. */
  async forget(items: readonly FeedItemEntity[]): Promise<void> {
    const { writer } = this.unitOfWork;
    const rows = items.map(({ feedId, itemKey, logicalKey, language, groupName }) => ({
      ...{ feedId, language, groupName },
      itemHash: hashOf(itemKey),
      chapterHash: hashOf(logicalKey),
    }));
    await writer.query(REMEMBER, [JSON.stringify(rows)]);
    await writer.query('DELETE FROM feed_items WHERE id IN (SELECT value FROM json_each(?))', [
      JSON.stringify(items.map(({ id }) => id)),
    ]);
  }

  /** Of these item keys, those that were forgotten. */
  async listItemKeys(keys: readonly FeedItemKey[]): Promise<FeedItemKey[]> {
    const found = await this.list('item', keys);
    return found.map(({ feedId, key }) => ({ feedId, key }));
  }

  /** All that was forgotten of these chapters. */
  async listByLogicalKeys(keys: readonly FeedItemKey[]): Promise<ForgottenRelease[]> {
    const found = await this.list('chapter', keys);
    return found.map(({ key, ...release }) => ({ ...release, logicalKey: key }));
  }

  private list(
    by: keyof typeof BY,
    keys: readonly FeedItemKey[],
  ): Promise<(FeedItemKey & Omit<ForgottenRelease, 'logicalKey'>)[]> {
    const wanted = keys.map(({ feedId, key }) => ({ feedId, key, hash: hashOf(key) }));
    return this.unitOfWork.reader.query(BY[by], [JSON.stringify(wanted)]);
  }
}

/** 48 bits: of a million keys that a feed has forgotten, a new one resembles none but once in 280 million times. */
function hashOf(key: string): number {
  return createHash('sha256').update(key).digest().readUIntBE(0, 6);
}

function byHash(column: 'item_hash' | 'chapter_hash'): string {
  // As for the items that are there, each pair is one look-up by index.
  return `
    SELECT forgotten.feed_id AS feedId, wanted.value ->> 'key' AS key, forgotten.language AS language,
      forgotten.group_name AS groupName
    FROM json_each(?) AS wanted CROSS JOIN forgotten_items AS forgotten
      ON forgotten.feed_id = wanted.value ->> 'feedId' AND forgotten.${column} = wanted.value ->> 'hash'`;
}
