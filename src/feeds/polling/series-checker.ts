import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { UnitOfWork } from '../../database';
import type { Ending } from '../announcements/feed-notice';
import { FeedNotices } from '../announcements/feed-notice.service';
import { type FeedCheck, type FeedEntity, FeedItemRepository, FeedRepository } from '../persistence';
import type { Release, SeriesState, StreamPlatform } from '../platforms';
import { ReachedNumbers } from './reached-numbers';
import { ReleaseRecorder } from './release-recorder';
import { checkAbsent, checkDoubtful, checkPresent, isAllOut, isBehind } from './series-check';
import { WantedLanguages } from './wanted-languages';

const UNFOLLOWED_WAIT_MS = 24 * 3_600_000;
/** Counting further would change nothing about how often a platform is asked. */
const COUNTED_SERIES = 10_000;

/** A series that has items which the streams did not show. */
export interface BehindSeries {
  readonly platform: StreamPlatform;
  readonly feed: FeedEntity;
  readonly newestItemKey: string | null;
  /** The newest item itself, in whatever language; null while nobody has asked for it or it cannot be read. */
  readonly newest: Release | null;
}

/** Asks a platform what it says about followed series, and reads those of which something is missing here. */
@Injectable()
export class SeriesChecker {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly recorder: ReleaseRecorder,
    private readonly wantedLanguages: WantedLanguages,
    private readonly reachedNumbers: ReachedNumbers,
    private readonly notices: FeedNotices,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks the followed series that wait longest, in one request.
   * @returns those that are behind, or null when none is due and nothing was asked.
   * @throws PlatformUnavailableError when the platform cannot be asked; nothing was changed then.
   */
  async checkDue(platform: StreamPlatform): Promise<BehindSeries[] | null> {
    const startedAt = this.clock.now();
    await this.unitOfWork.run(async () => {
      // Where nothing is read as a stream, nobody else begins with what an older version has followed.
      if (platform.streams.length === 0) await this.feeds.setMissingBaselines(platform.id, startedAt);
      await this.feeds.postponeUnfollowedChecks(
        platform.id,
        startedAt,
        new Date(startedAt.getTime() + UNFOLLOWED_WAIT_MS),
      );
    });
    const due = await this.feeds.listDueChecks(platform.id, startedAt, platform.statesPerRequest);
    if (due.length === 0) return null;
    const sourceIds = due.map((feed) => feed.sourceId);
    const { states, absent } = await platform.fetchStates(sourceIds);
    return this.unitOfWork.run(async () => {
      // Others may have changed the rows while the platform was asked.
      const feeds = await this.feeds.listFollowedBySourceIds(platform.id, sourceIds);
      return this.apply(platform, feeds, states, new Set(absent));
    });
  }

  /**
   * Asks for the newest items of these series of one platform, in one request.
   * @returns the series to read. One whose newest item cannot be read yet is not among them, unless there is a gap: it is
   *   behind at its next check as well.
   * @throws PlatformUnavailableError when the platform cannot be asked.
   */
  async confirm(platform: StreamPlatform, behind: readonly BehindSeries[]): Promise<BehindSeries[]> {
    const keys = behind.flatMap(({ newestItemKey }) => newestItemKey ?? []);
    const readable = (await platform.fetchReadable?.(keys)) ?? [];
    const byKey = new Map(readable.map((release) => [release.itemKey, release]));
    return behind
      .map((series) => ({ ...series, newest: byKey.get(series.newestItemKey ?? '') ?? null }))
      .filter(({ feed, newest }) => newest !== null || feed.gapSince !== null);
  }

  /**
   * Reads the series' own items; what is news goes the way of all news.
   * @returns how many new items are told.
   * @throws PlatformUnavailableError when the platform cannot be asked; nothing was changed then.
   */
  async read({ platform, feed, newest }: BehindSeries): Promise<number> {
    const ref = { platformId: platform.id, sourceId: feed.sourceId };
    const languages = await this.wantedLanguages.list();
    const releases = [...(await platform.fetchReleases(ref, { languages }))];
    const isForeign = newest !== null && newest.language !== null && !languages.includes(newest.language);
    // Whatever the list of the series leaves out, what has been read is known from now on.
    if (newest !== null && !isForeign) releases.push(newest);
    return this.unitOfWork.run(async () => {
      const told = await this.recorder.record(platform.id, releases);
      await this.feeds.update(feed.id, { gapSince: null, foreignItemKey: isForeign ? newest.itemKey : null });
      return told;
    });
  }

  private async apply(
    platform: StreamPlatform,
    feeds: readonly FeedEntity[],
    states: readonly SeriesState[],
    absent: ReadonlySet<string>,
  ): Promise<BehindSeries[]> {
    const now = this.clock.now();
    const known = await this.feeds.countKnown(platform.id, COUNTED_SERIES);
    const statesBySource = new Map(states.map((state) => [state.series.ref.sourceId, state]));
    await this.numberCarriedOver(feeds, statesBySource);
    const newest = await this.findNewest(feeds, states);
    const reached = await this.findReached(platform, feeds, statesBySource);
    const checks: FeedCheck[] = [];
    const behind: BehindSeries[] = [];
    for (const feed of feeds) {
      const state = statesBySource.get(feed.sourceId);
      const lifetimeMs = platform.stateLifetimeMs(state?.outlook ?? 'active', known);
      if (!state) {
        const check = absent.has(feed.sourceId) ? checkAbsent : checkDoubtful;
        checks.push(check(feed, { now, lifetimeMs }));
        continue;
      }
      const check = checkPresent(feed, state, { now, lifetimeMs }, reached.get(feed.id));
      if (isBehind(feed, state, newest.get(feed.id))) {
        checks.push(check);
        behind.push({ platform, feed, newestItemKey: state.newestItemKey, newest: null });
      } else {
        checks.push({ ...check, gapSince: null });
      }
    }
    await this.feeds.applyChecks(checks);
    await this.notices.oweEndings(endingsOf(feeds, checks), now);
    return behind;
  }

  /** Items of the original bot have no numbers: what is out by now was told by it, or was never followed here. */
  private async numberCarriedOver(
    feeds: readonly FeedEntity[],
    states: ReadonlyMap<string, SeriesState>,
  ): Promise<void> {
    const unnumbered = feeds.filter(
      (feed) => feed.highestNumber === null && (states.get(feed.sourceId)?.releasedThrough ?? null) !== null,
    );
    if (unnumbered.length === 0) return;
    const carriedOver = new Set(await this.items.listFeedIdsWithItems(unnumbered.map(({ id }) => id)));
    for (const feed of unnumbered.filter(({ id }) => carriedOver.has(id))) {
      feed.highestNumber = states.get(feed.sourceId)?.releasedThrough ?? null;
    }
    await this.feeds.raiseHighestNumbers(
      unnumbered.flatMap(({ id, highestNumber }) =>
        highestNumber === null ? [] : [{ feedId: id, number: highestNumber }],
      ),
    );
  }

  /** Of the few that seem to have ended; an end that was told is not taken back for whoever comes later. */
  private async findReached(
    platform: StreamPlatform,
    feeds: readonly FeedEntity[],
    states: ReadonlyMap<string, SeriesState>,
  ): Promise<ReadonlyMap<number, number | null>> {
    if (platform.hasLanguages !== true) return new Map();
    const ending = feeds.filter(({ sourceId, state, highestNumber }) => {
      const said = states.get(sourceId);
      return state !== 'completed' && said !== undefined && isAllOut(highestNumber, said);
    });
    return this.reachedNumbers.list(ending.map(({ id }) => id));
  }

  private async findNewest(feeds: readonly FeedEntity[], states: readonly SeriesState[]) {
    const ids = new Map(feeds.map(({ id, sourceId }) => [sourceId, id]));
    const items = await this.items.listByItemKeys(
      states.flatMap(({ series, newestItemKey }) => {
        const feedId = ids.get(series.ref.sourceId);
        return feedId === undefined || newestItemKey === null ? [] : [{ feedId, key: newestItemKey }];
      }),
    );
    return new Map(items.map((item) => [item.feedId, item]));
  }
}

/** What has come to its end with these checks. */
function endingsOf(feeds: readonly FeedEntity[], checks: readonly FeedCheck[]): Ending[] {
  const before = new Map(feeds.map(({ id, state }) => [id, state]));
  return checks.flatMap(({ id, state }) =>
    state === 'active' || state === before.get(id) ? [] : [{ feedId: id, as: state }],
  );
}
