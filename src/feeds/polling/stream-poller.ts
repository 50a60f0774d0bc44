import { Injectable, Logger } from '@nestjs/common';

import { backoffDelayMs, type BackoffPolicy, Clock } from '../../common';
import { AppConfig } from '../../config';
import { UnitOfWork } from '../../database';
import { FeedRepository, type StreamCursorEntity, StreamCursorRepository } from '../persistence';
import {
  type PlatformId,
  PlatformRegistry,
  PlatformUnavailableError,
  type StreamName,
  type StreamPage,
  type StreamPlatform,
  type Upcoming,
} from '../platforms';
import { nextReadWhenDue } from './next-read';
import { ReleaseRecorder } from './release-recorder';
import { WantedLanguages } from './wanted-languages';

const FAILURE_BACKOFF: BackoffPolicy = { baseMs: 30_000, capMs: 15 * 60_000 };
/** What was released longer ago is looked for series by series. */
const LONGEST_CATCH_UP_MS = 72 * 3_600_000;
/** Of 8 to 10 requests each. */
const READS_TO_CATCH_UP = 5;

/**
 * Reads each platform's streams when they are due: one read of what the world released, whatever the number of feeds.
 * Items, owed messages and the cursor are one unit of work, so a crash repeats a read and never loses or repeats a message.
 */
@Injectable()
export class StreamPoller {
  private readonly logger = new Logger('Feeds');
  /** At most one read a platform at a time, however often a tick is asked for. */
  private readonly reading = new Map<PlatformId, Promise<void>>();
  /** How many reads in a row left something waiting. */
  private readonly incomplete = new Map<StreamName, number>();
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: PlatformRegistry,
    private readonly feeds: FeedRepository,
    private readonly cursors: StreamCursorRepository,
    private readonly recorder: ReleaseRecorder,
    private readonly wantedLanguages: WantedLanguages,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads every stream that is due and resolves when that is done. Platforms do not wait for each other: one that is
   * still being read is left alone.
   */
  async tick(): Promise<void> {
    if (this.stopped) return;
    const idle = this.registry.streaming.filter(({ id }) => !this.reading.has(id));
    const outcomes = await Promise.allSettled(idle.map((platform) => this.start(platform)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Begins no further read; resolves when none is under way any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.reading.values());
  }

  private start(platform: StreamPlatform): Promise<void> {
    const reading = this.pollPlatform(platform).finally(() => this.reading.delete(platform.id));
    this.reading.set(platform.id, reading);
    return reading;
  }

  private async pollPlatform(platform: StreamPlatform): Promise<void> {
    for (const stream of platform.streams) await this.pollStream(platform, stream);
  }

  private async pollStream(platform: StreamPlatform, stream: StreamName): Promise<void> {
    const cursor = (await this.cursors.find(platform.id, stream)) ?? (await this.begin(platform, stream));
    if (cursor.nextReadAt > this.clock.now()) return;
    try {
      await this.read(platform, stream, cursor);
    } catch (error) {
      // An end that we made ourselves says nothing about the platform.
      if (this.stopped) return;
      if (!(error instanceof PlatformUnavailableError)) throw error;
      await this.postpone(cursor, error);
    }
  }

  /** The first read ever: news begin now, also for feeds that an older version left without a baseline. */
  private begin(platform: StreamPlatform, stream: StreamName): Promise<StreamCursorEntity> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      await this.feeds.setMissingBaselines(platform.id, now);
      return this.cursors.insert({
        platformId: platform.id,
        stream,
        cursorAt: now,
        nextReadAt: now,
        dueAt: null,
        lastReadAt: null,
        failures: 0,
        lastError: null,
      });
    });
  }

  private async read(
    platform: StreamPlatform,
    stream: StreamName,
    cursor: StreamCursorEntity,
  ): Promise<void> {
    const startedAt = this.clock.now();
    const isFollowed = await this.feeds.isAnyFollowed(platform.id);
    const from = isFollowed ? this.catchUpFrom(cursor, startedAt) : startedAt;
    const page: StreamPage = isFollowed
      ? await platform.readStream(stream, from, { languages: await this.wantedLanguages.list() })
      : { releases: [], cursor: startedAt, complete: true, upcoming: [] };
    this.incomplete.set(stream, page.complete ? 0 : (this.incomplete.get(stream) ?? 0) + 1);
    await this.unitOfWork.run(async () => {
      if (isFollowed && from > cursor.cursorAt) await this.skip(platform, cursor, from);
      const told = await this.recorder.record(platform.id, page.releases);
      const dueAt = await this.findDue(platform.id, page.upcoming);
      await this.cursors.update(cursor, {
        cursorAt: page.cursor,
        lastReadAt: startedAt,
        nextReadAt: page.complete ? this.nextReadAt(platform, startedAt, dueAt) : startedAt,
        dueAt,
        failures: 0,
        lastError: null,
      });
      if (told > 0) this.logger.log(`${platform.name}: ${told} new`);
    });
  }

  /** The cursor, unless it lies so far behind that reading on from there would keep the news waiting. */
  private catchUpFrom({ stream, cursorAt }: StreamCursorEntity, now: Date): Date {
    if ((this.incomplete.get(stream) ?? 0) >= READS_TO_CATCH_UP) return now;
    const earliest = new Date(now.getTime() - LONGEST_CATCH_UP_MS);
    return cursorAt < earliest ? earliest : cursorAt;
  }

  private async skip(platform: StreamPlatform, cursor: StreamCursorEntity, to: Date): Promise<void> {
    this.logger.warn(
      `${platform.name} (${cursor.stream}): too much to catch up since ${cursor.cursorAt.toISOString()}; reading on from ${to.toISOString()}, what lies between is looked for series by series`,
    );
    await this.feeds.markGap(platform.id, this.clock.now());
  }

  private nextReadAt(platform: StreamPlatform, startedAt: Date, dueAt: Date | null): Date {
    const { pollIntervalMs } = this.config;
    if (platform.foretells) return nextReadWhenDue({ startedAt, pollIntervalMs, dueAt });
    return new Date(startedAt.getTime() + pollIntervalMs);
  }

  /** The earliest item that is announced for a followed series. */
  private async findDue(platformId: PlatformId, upcoming: readonly Upcoming[]): Promise<Date | null> {
    if (upcoming.length === 0) return null;
    const sourceIds = [...new Set(upcoming.map(({ sourceId }) => sourceId))];
    const followed = await this.feeds.listFollowedBySourceIds(platformId, sourceIds);
    const ids = new Set(followed.map(({ sourceId }) => sourceId));
    const times = upcoming.filter(({ sourceId }) => ids.has(sourceId)).map(({ at }) => at.getTime());
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  private async postpone(cursor: StreamCursorEntity, error: PlatformUnavailableError): Promise<void> {
    const failures = cursor.failures + 1;
    const now = this.clock.now().getTime();
    const own = now + Math.max(this.config.pollIntervalMs, backoffDelayMs(FAILURE_BACKOFF, failures));
    const nextReadAt = new Date(Math.max(own, error.retryAt?.getTime() ?? 0));
    this.logger.warn(
      `${cursor.platformId} (${cursor.stream}) cannot be read: ${error.detail}; next read ${nextReadAt.toISOString()}`,
    );
    await this.unitOfWork.run(() =>
      this.cursors.update(cursor, { nextReadAt, failures, lastError: error.detail }),
    );
  }
}
