import { Injectable, Logger } from '@nestjs/common';

import { backoffDelayMs, type BackoffPolicy, Clock } from '../../common';
import { AppConfig } from '../../config';
import { UnitOfWork } from '../../database';
import { FeedRepository, type StreamCursorEntity, StreamCursorRepository } from '../persistence';
import {
  type Platform,
  type PlatformId,
  PlatformRegistry,
  PlatformUnavailableError,
  type StreamName,
} from '../platforms';
import { ReleaseRecorder } from './release-recorder';

const FAILURE_BACKOFF: BackoffPolicy = { baseMs: 30_000, capMs: 15 * 60_000 };

/**
 * Reads each platform's streams when they are due: one read of what the world released, whatever the number of feeds.
 * Items, owed messages and the cursor are one unit of work, so a crash repeats a read and never loses or repeats a message.
 */
@Injectable()
export class StreamPoller {
  private readonly logger = new Logger('Feeds');
  /** At most one read a platform at a time, however often a tick is asked for. */
  private readonly reading = new Map<PlatformId, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: PlatformRegistry,
    private readonly feeds: FeedRepository,
    private readonly cursors: StreamCursorRepository,
    private readonly recorder: ReleaseRecorder,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads every stream that is due and resolves when that is done. Platforms do not wait for each other: one that is
   * still being read is left alone.
   */
  async tick(): Promise<void> {
    if (this.stopped) return;
    const idle = this.registry.all.filter(({ id }) => !this.reading.has(id));
    const outcomes = await Promise.allSettled(idle.map((platform) => this.start(platform)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Begins no further read; resolves when none is under way any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.reading.values());
  }

  private start(platform: Platform): Promise<void> {
    const reading = this.pollPlatform(platform).finally(() => this.reading.delete(platform.id));
    this.reading.set(platform.id, reading);
    return reading;
  }

  private async pollPlatform(platform: Platform): Promise<void> {
    for (const stream of platform.streams) await this.pollStream(platform, stream);
  }

  private async pollStream(platform: Platform, stream: StreamName): Promise<void> {
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
  private begin(platform: Platform, stream: StreamName): Promise<StreamCursorEntity> {
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      await this.feeds.setMissingBaselines(platform.id, now);
      return this.cursors.insert({
        platformId: platform.id,
        stream,
        cursorAt: now,
        nextReadAt: now,
        lastReadAt: null,
        failures: 0,
        lastError: null,
      });
    });
  }

  private async read(platform: Platform, stream: StreamName, cursor: StreamCursorEntity): Promise<void> {
    const startedAt = this.clock.now();
    const page = (await this.feeds.isAnyFollowed(platform.id))
      ? await platform.readStream(stream, cursor.cursorAt)
      : { releases: [], cursor: startedAt, complete: true };
    await this.unitOfWork.run(async () => {
      const told = await this.recorder.record(platform.id, page.releases);
      const nextReadMs = page.complete ? this.config.pollIntervalMs : 0;
      await this.cursors.update(cursor, {
        cursorAt: page.cursor,
        lastReadAt: startedAt,
        nextReadAt: new Date(startedAt.getTime() + nextReadMs),
        failures: 0,
        lastError: null,
      });
      if (told > 0) this.logger.log(`${platform.name}: ${told} new`);
    });
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
