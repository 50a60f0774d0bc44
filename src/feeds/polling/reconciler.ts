import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../../common';
import { AppConfig } from '../../config';
import { DatabaseTroubleError } from '../../database';
import { StreamCursorRepository } from '../persistence';
import { PlatformRegistry, PlatformUnavailableError, type StreamPlatform } from '../platforms';
import { type BehindSeries, SeriesChecker } from './series-checker';

const LONGEST_TURN_MS = 60_000;
const PAUSE_MS = 5 * 60_000;
/** After the streams had to skip something, closing the gap matters more than being sparing. */
const READS_A_TURN_IN_GAP = 10;

/**
 * Looks again for what the streams did not show: items that became visible late, gaps after a long downtime, series
 * that ended or vanished. It takes one request a minute, and none in a minute in which a stream was read because
 * something was due, so that all platforms together are asked no more than three times a minute.
 */
@Injectable()
export class Reconciler {
  private readonly logger = new Logger('Feeds');
  /** Lost with the process: the next check finds the same series behind. */
  private readonly behind: BehindSeries[] = [];
  /** Not to be read before the platform says that their newest item can be read at all. */
  private readonly unconfirmed: BehindSeries[] = [];
  private readonly pausedUntil = new Map<StreamPlatform, Date>();
  private nextTurnAt = new Date(0);
  /** Whose turn it is to be checked. */
  private next = 0;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly registry: PlatformRegistry,
    private readonly cursors: StreamCursorRepository,
    private readonly checker: SeriesChecker,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Takes a turn when it is time for one; asked while one is being taken, it does nothing. */
  async tick(): Promise<void> {
    if (this.stopped || this.running !== null || this.clock.now() < this.nextTurnAt) return;
    this.running = this.takeTurn().finally(() => {
      this.running = null;
    });
    await this.running;
  }

  /** The clock was set back: nobody waits for a time that was. */
  forgetPauses(): void {
    this.nextTurnAt = new Date(0);
    this.pausedUntil.clear();
  }

  /** Asks nothing further; resolves when nothing is being asked any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => undefined);
  }

  private async takeTurn(): Promise<void> {
    const now = this.clock.now();
    const turnMs = Math.min(this.config.pollIntervalMs, LONGEST_TURN_MS);
    const takenAt = await this.lastDueRead();
    const isTaken = takenAt !== null && takenAt.getTime() > now.getTime() - turnMs;
    this.nextTurnAt = new Date((isTaken ? takenAt : now).getTime() + turnMs);
    if (isTaken) return;
    const usable = await this.listUsable(now);
    const asked = usable.find((platform) => this.unconfirmed.some((series) => series.platform === platform));
    if (asked) await this.confirm(asked);
    else if (this.behind.some(({ platform }) => usable.includes(platform))) await this.readBehind(usable);
    else await this.checkNext(usable);
  }

  /** When a stream was last read that is only read when something is due. */
  private async lastDueRead(): Promise<Date | null> {
    const foretold = new Set(
      this.registry.streaming.filter(({ foretells }) => foretells).map(({ id }) => id),
    );
    const reads = (await this.cursors.listAll())
      .filter(({ platformId }) => foretold.has(platformId))
      .flatMap(({ lastReadAt }) => lastReadAt?.getTime() ?? []);
    return reads.length === 0 ? null : new Date(Math.max(...reads));
  }

  /** Those that have been read at all, answer now, and did not ask for a pause. */
  private async listUsable(now: Date): Promise<StreamPlatform[]> {
    const cursors = await this.cursors.listAll();
    return this.registry.streaming.filter((platform) => {
      const own = cursors.filter(({ platformId }) => platformId === platform.id);
      const isRead = own.length === platform.streams.length && own.every(({ failures }) => failures === 0);
      return isRead && (this.pausedUntil.get(platform) ?? now) <= now;
    });
  }

  private async confirm(platform: StreamPlatform): Promise<void> {
    const series = this.unconfirmed.filter((each) => each.platform === platform);
    const others = this.unconfirmed.filter((each) => each.platform !== platform);
    this.unconfirmed.splice(0, Infinity, ...others);
    const confirmed = await this.ask(platform, () => this.checker.confirm(platform, series));
    this.behind.push(...(confirmed ?? []));
  }

  private async readBehind(usable: readonly StreamPlatform[]): Promise<void> {
    const isGap = this.behind.some(({ feed }) => feed.gapSince !== null);
    for (let reads = isGap ? READS_A_TURN_IN_GAP : 1; reads > 0; reads -= 1) {
      const index = this.behind.findIndex(({ platform }) => usable.includes(platform));
      const [series] = index < 0 ? [] : this.behind.splice(index, 1);
      if (!series) return;
      const { platform, feed } = series;
      const told = await this.ask(platform, () => this.checker.read(series)).catch((error: unknown) => {
        if (error instanceof DatabaseTroubleError) this.behind.unshift(series);
        throw error;
      });
      if (told === null) return;
      if (told > 0) this.logger.log(`${platform.name}: ${told} new of ${feed.name}, found by looking again`);
    }
  }

  private async checkNext(usable: readonly StreamPlatform[]): Promise<void> {
    const all = this.registry.streaming;
    for (let tried = 0; tried < all.length; tried += 1) {
      const platform = all[this.next % all.length];
      this.next += 1;
      if (!platform || !usable.includes(platform)) continue;
      const behind = await this.ask(platform, () => this.checker.checkDue(platform));
      for (const series of behind ?? []) {
        const isDoubtful = series.newestItemKey !== null && platform.fetchReadable !== undefined;
        (isDoubtful ? this.unconfirmed : this.behind).push(series);
      }
      if (behind !== null || this.pausedUntil.has(platform)) return;
    }
  }

  /** Null when there was nothing to ask, or the platform could not be asked. */
  private async ask<T>(platform: StreamPlatform, question: () => Promise<T>): Promise<T | null> {
    try {
      this.pausedUntil.delete(platform);
      return await question();
    } catch (error) {
      // An end that we made ourselves says nothing about the platform.
      if (this.stopped) return null;
      if (!(error instanceof PlatformUnavailableError)) throw error;
      const pauseEnd = this.clock.now().getTime() + PAUSE_MS;
      const until = new Date(Math.max(pauseEnd, error.retryAt?.getTime() ?? 0));
      this.pausedUntil.set(platform, until);
      this.logger.warn(
        `${platform.name}: series cannot be checked: ${error.detail}; next try ${until.toISOString()}`,
      );
      return null;
    }
  }
}
