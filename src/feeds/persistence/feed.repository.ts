import { Injectable } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';

import { commaSeparated, TableRepository, UnitOfWork } from '../../database';
import type { PlatformId } from '../platforms/platform';
import { FeedSubscriptionEntity } from './feed-subscription.entity';
import { FeedEntity } from './feed.entity';

/** What the platform says about a series; the rest of the row is ours. */
export type FeedMetadata = Pick<
  FeedEntity,
  | 'platformId'
  | 'sourceId'
  | 'itemsId'
  | 'name'
  | 'description'
  | 'sourceUrl'
  | 'coverUrl'
  | 'tags'
  | 'isAdult'
>;

/** What a check found out about a feed. */
export type FeedCheck = Pick<
  FeedEntity,
  | 'id'
  | 'name'
  | 'description'
  | 'coverUrl'
  | 'tags'
  | 'isAdult'
  | 'state'
  | 'nextCheckAt'
  | 'gapSince'
  | 'endedSince'
  | 'missingSince'
  | 'missingCount'
>;

const APPLY_CHECKS = `
  UPDATE feeds SET name = row ->> 'name', description = row ->> 'description', cover_url = row ->> 'coverUrl',
    tags = row ->> 'tags', is_adult = row ->> 'isAdult', state = row ->> 'state',
    next_check_at = row ->> 'nextCheckAt', gap_since = row ->> 'gapSince',
    ended_since = row ->> 'endedSince', missing_since = row ->> 'missingSince', missing_count = row ->> 'missingCount'
  FROM (SELECT value AS row FROM json_each(?)) WHERE feeds.id = row ->> 'id'`;

const RAISE_HIGHEST_NUMBERS = `
  UPDATE feeds SET highest_number = highest
  FROM (SELECT value ->> 'feedId' AS feed_id, MAX(value ->> 'number') AS highest FROM json_each(?) GROUP BY 1)
  WHERE feeds.id = feed_id AND (highest_number IS NULL OR highest_number < highest)`;

/** A followed feed that is not read any more. */
export interface UnreadFeed {
  readonly name: string;
  readonly sourceUrl: string;
  readonly platformId: PlatformId;
}

/** Web feeds have rows of their own, which say more. Parameters: subscriber, platforms as JSON, limit. */
const UNREAD = `
  SELECT name, source_url AS sourceUrl, platform_id AS platformId
  FROM feed_subscriptions JOIN feeds ON feeds.id = feed_subscriptions.feed_id
  WHERE subscriber_id = ? AND (platform_id IN (SELECT value FROM json_each(?)) OR state = 'gone' AND platform_id <> 'Web feed')
  ORDER BY name, feeds.id LIMIT ?`;

/** A series that was just read has hardly changed. */
const FIRST_CHECK_MS = 3_600_000;
/** Only so many of those that wait longest are looked at; the next turn takes more. */
const POSTPONED_AT_ONCE = 1_000;
/** Parameters: before, feed after which the page begins, size of the page. */
const PAGE_BY_AGE = `
  SELECT id, EXISTS (SELECT 1 FROM feed_items WHERE feed_id = page.id AND published < ?) AS isOld
  FROM (SELECT id FROM feeds WHERE id > ? ORDER BY id LIMIT ?) AS page ORDER BY id`;
const POSTPONE_UNFOLLOWED = `
  UPDATE feeds SET next_check_at = ? WHERE id IN (
    SELECT id FROM feeds WHERE platform_id = ? AND next_check_at <= ? ORDER BY next_check_at LIMIT ${POSTPONED_AT_ONCE}
  ) AND NOT EXISTS (SELECT 1 FROM feed_subscriptions WHERE feed_id = feeds.id)`;

@Injectable()
export class FeedRepository extends TableRepository<FeedEntity, number> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, FeedEntity);
  }

  findBySource(platformId: PlatformId, sourceId: string): Promise<FeedEntity | null> {
    return this.reader.findOneBy(FeedEntity, { platformId, sourceId });
  }

  findBySourceUrl(sourceUrl: string): Promise<FeedEntity | null> {
    return this.reader.findOneBy(FeedEntity, { sourceUrl });
  }

  listByIds(ids: readonly number[]): Promise<FeedEntity[]> {
    return this.reader
      .createQueryBuilder(FeedEntity, 'feed')
      .where('feed.id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(ids) })
      .orderBy('feed.id')
      .getMany();
  }

  /** Of these series, those that somebody follows, by id. */
  listFollowedBySourceIds(platformId: PlatformId, sourceIds: readonly string[]): Promise<FeedEntity[]> {
    const query = this.reader.createQueryBuilder(FeedEntity, 'feed');
    // One JSON parameter instead of thousands: no limit on their number, and one statement to prepare.
    return query
      .where('feed.platformId = :platformId', { platformId })
      .andWhere('feed.sourceId IN (SELECT value FROM json_each(:sourceIds))', {
        sourceIds: JSON.stringify(sourceIds),
      })
      .andWhere(`EXISTS ${this.followers(query).getQuery()}`)
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

  /** Its present items are recorded with this; what was known of the series before is out of date. */
  async startAnew(id: number, now: Date): Promise<void> {
    await this.update(id, {
      baselineAt: now,
      state: 'active',
      nextCheckAt: new Date(now.getTime() + FIRST_CHECK_MS),
      gapSince: null,
      endedSince: null,
      missingSince: null,
      missingCount: 0,
    });
  }

  /** Followed series that are to be asked about, the one that waits longest first. */
  listDueChecks(platformId: PlatformId, now: Date, limit: number): Promise<FeedEntity[]> {
    const query = this.reader.createQueryBuilder(FeedEntity, 'feed');
    return query
      .where('feed.platformId = :platformId', { platformId })
      .andWhere('feed.nextCheckAt <= :now', { now: now.getTime() })
      .andWhere(`EXISTS ${this.followers(query).getQuery()}`)
      .orderBy('feed.nextCheckAt')
      .limit(limit)
      .getMany();
  }

  /** Series that nobody follows wait until `until`, so that they never stand before those that are followed. */
  async postponeUnfollowedChecks(platformId: PlatformId, now: Date, until: Date): Promise<void> {
    await this.writer.query(POSTPONE_UNFOLLOWED, [until.getTime(), platformId, now.getTime()]);
  }

  /** How many series of the platform are known, counted no further than `most`. */
  async countKnown(platformId: PlatformId, most: number): Promise<number> {
    const [row]: { n: number }[] = await this.reader.query(
      'SELECT COUNT(*) AS n FROM (SELECT 1 FROM feeds WHERE platform_id = ? LIMIT ?)',
      [platformId, most],
    );
    return row?.n ?? 0;
  }

  /** Ids of feeds with items that came out before `before`, a page at a time, whether anybody follows them or not. */
  async *pagesWithItemsBefore(before: Date, size = 200): AsyncGenerator<readonly number[]> {
    for (let last = 0; ;) {
      const page: { id: number; isOld: number }[] = await this.reader.query(PAGE_BY_AGE, [
        ...[before.getTime(), last, size],
      ]);
      const end = page.at(-1);
      if (!end) return;
      last = end.id;
      yield page.filter(({ isOld }) => isOld === 1).map(({ id }) => id);
    }
  }

  async applyChecks(checks: readonly FeedCheck[]): Promise<void> {
    const rows = checks.map((check) => ({
      ...check,
      tags: commaSeparated.to(check.tags) as string | null,
      nextCheckAt: check.nextCheckAt.getTime(),
      gapSince: check.gapSince?.getTime() ?? null,
      endedSince: check.endedSince?.getTime() ?? null,
      missingSince: check.missingSince?.getTime() ?? null,
    }));
    await this.writer.query(APPLY_CHECKS, [JSON.stringify(rows)]);
  }

  /** Takes note of the numbers of items that were just stored. */
  async raiseHighestNumbers(numbers: readonly { feedId: number; number: number }[]): Promise<void> {
    if (numbers.length > 0) await this.writer.query(RAISE_HIGHEST_NUMBERS, [JSON.stringify(numbers)]);
  }

  /** These go on: what was thought to have ended or to be gone is looked at again. */
  async reopen(feedIds: readonly number[]): Promise<void> {
    await this.writer.query(
      `UPDATE feeds SET state = 'active', ended_since = NULL, next_check_at = 0
       WHERE id IN (SELECT value FROM json_each(?)) AND (state <> 'active' OR ended_since IS NOT NULL)`,
      [JSON.stringify(feedIds)],
    );
  }

  /** The clock was set back. What was followed by its future would be without news until then. */
  async moveDueTimes(byMs: number, now: Date): Promise<void> {
    const at = now.getTime();
    await this.writer.query(
      `UPDATE feeds SET next_check_at = next_check_at - iif(next_check_at > ?, ?, 0),
         baseline_at = min(baseline_at, ?), gap_since = min(gap_since, ?),
         ended_since = min(ended_since, ?), missing_since = min(missing_since, ?)
       WHERE max(next_check_at, ifnull(baseline_at, 0), ifnull(gap_since, 0), ifnull(ended_since, 0),
         ifnull(missing_since, 0)) > ?`,
      [at, byMs, at, at, at, at, at],
    );
  }

  /** The platform's streams skipped something: each of its series has to be looked at soon. */
  async markGap(platformId: PlatformId, at: Date): Promise<void> {
    const gap = { gapSince: at, nextCheckAt: new Date(0) };
    await this.writer.update(FeedEntity, { platformId, gapSince: IsNull() }, gap);
  }

  /** Of what a subscriber follows: what is gone, or is of one of these platforms. */
  listUnread(subscriberId: number, asleep: readonly PlatformId[], limit: number): Promise<UnreadFeed[]> {
    return this.reader.query(UNREAD, [subscriberId, JSON.stringify(asleep), limit]);
  }

  private followers(query: SelectQueryBuilder<FeedEntity>): SelectQueryBuilder<FeedSubscriptionEntity> {
    return query
      .subQuery()
      .select('1')
      .from(FeedSubscriptionEntity, 'subscription')
      .where('subscription.feedId = feed.id');
  }
}
