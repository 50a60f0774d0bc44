import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../../common';
import { DatabaseTroubleError, UnitOfWork } from '../../database';
import { type FeedEntity, FeedRepository, type WebFeedEntity, WebFeedRepository } from '../persistence';
import { type FeedReading, LinkError, PlatformUnavailableError, WebFeedPlatform } from '../platforms';
import { WebFeedHosts } from './web-feed-hosts';
import { WebFeedRecorder } from './web-feed-recorder';

const MOST_RUNNING = 16;
/** A read that takes long must not keep what became due meanwhile waiting. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Reads web feeds when they are due, many at a time but one a host. Whatever is known of a feed stands in the
 * database; only hosts that are in trouble are remembered here.
 */
@Injectable()
export class WebFeedPoller {
  private readonly logger = new Logger('Feeds');
  private readonly hosts = new WebFeedHosts();
  /** By host. */
  private readonly reading = new Map<string, Promise<void>>();
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly platform: WebFeedPlatform,
    private readonly feeds: FeedRepository,
    private readonly webFeeds: WebFeedRepository,
    private readonly recorder: WebFeedRecorder,
    private readonly clock: Clock,
  ) {}

  /** Reads every feed that is due and resolves when that is done; while it lasts, further calls join it. */
  tick(): Promise<void> {
    this.running ??= this.readAllDue().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Hosts that failed again and again, or asked for it: their feeds wait. */
  listShutHosts(): string[] {
    return this.hosts.listShut(this.clock.now());
  }

  /** Begins no further read and resolves when the last one has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled([this.running, ...this.reading.values()]);
  }

  private async readAllDue(): Promise<void> {
    // What failed through our own fault is thrown at the end; its host is left alone until the next tick.
    const broken = new Map<string, unknown>();
    for (;;) {
      const isTroubled = [...broken.values()].some((error) => error instanceof DatabaseTroubleError);
      const due = isTroubled ? null : await this.findDue([...broken.keys()]);
      if (due) this.start(due, broken);
      else if (this.reading.size === 0) break;
      else await this.waitForAny();
    }
    for (const error of broken.values()) throw error;
  }

  private async findDue(broken: readonly string[]): Promise<WebFeedEntity | null> {
    if (this.stopped || this.reading.size >= MOST_RUNNING) return null;
    const now = this.clock.now();
    return this.webFeeds.findDue(now, [...this.reading.keys(), ...broken, ...this.hosts.listShut(now)]);
  }

  private start(due: WebFeedEntity, broken: Map<string, unknown>): void {
    const reading = this.poll(due)
      .catch((error: unknown) => {
        broken.set(due.host, error);
        if (!(error instanceof DatabaseTroubleError)) this.hosts.failed(due.host, this.clock.now(), null);
      })
      .finally(() => this.reading.delete(due.host));
    this.reading.set(due.host, reading);
  }

  private async waitForAny(): Promise<void> {
    const enough = new AbortController();
    const later = sleep(LOOK_AGAIN_MS, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([...this.reading.values(), later]);
    enough.abort();
  }

  /** @throws what is our own fault; the feed then waits like one that cannot be read, instead of being asked at once. */
  private async poll(due: WebFeedEntity): Promise<void> {
    try {
      await this.pollOnce(due);
    } catch (error) {
      if (error instanceof DatabaseTroubleError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      await this.recorder.recordFailure(due, `not processed: ${reason}`, null);
      throw error;
    }
  }

  private async pollOnce(due: WebFeedEntity): Promise<void> {
    if (await this.unitOfWork.run(() => this.webFeeds.restIfUnfollowed(due.feedId))) return;
    const feed = await this.feeds.findById(due.feedId);
    if (!feed) return;
    const reading = await this.read(feed, due);
    if (!reading) return;
    if (reading.type === 'read') {
      this.hosts.succeeded(due.host);
      const told = await this.recorder.record(feed, due, reading);
      if (told > 0) this.logger.log(`${feed.sourceId}: ${told} new`);
    } else {
      this.hosts.failed(due.host, this.clock.now(), null);
      await this.recorder.recordAbsence(feed, due, reading);
    }
  }

  /** Null when the feed could not be read; that is then recorded. */
  private async read(feed: FeedEntity, due: WebFeedEntity): Promise<FeedReading | null> {
    try {
      return await this.platform.readFeed(feed.sourceId, due);
    } catch (error) {
      if (!(error instanceof PlatformUnavailableError || error instanceof LinkError)) throw error;
      // Shutting down ends running requests; that says nothing about the feed.
      if (this.stopped) return null;
      const [detail, retryAt] =
        error instanceof LinkError ? [error.message, null] : [error.detail, error.retryAt];
      this.hosts.failed(due.host, this.clock.now(), retryAt);
      await this.recorder.recordFailure(due, detail, retryAt);
      return null;
    }
  }
}
