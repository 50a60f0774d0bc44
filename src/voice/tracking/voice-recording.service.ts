import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';

import { Clock, groupBy, type Snowflake } from '../../common';
import { AppConfig } from '../../config';
import { PrivacyChoices } from '../../privacy';
import { SettingsService } from '../../settings';
import { type UnfinishedSession, UnfinishedSessionRepository } from '../persistence';
import { GatewayShards } from './gateway-shards';
import { RecordingOptions } from './recording-options';
import { RecordingQueue } from './recording-queue';
import { restoreSessions } from './restore-sessions';
import { ShardLives } from './shard-lives';
import { VoiceTracker } from './voice-tracker';

/** With the five seconds of the outbox this stays below the nine that a shutdown may take. */
const DRAIN_DEADLINE_MS = 3_000;
const PAGE = 1_000;

/** Recording from the start of the process to its end. */
@Injectable()
export class VoiceRecordingService
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  readonly tracker: VoiceTracker;
  private readonly logger = new Logger('Voice');
  private readonly switchedOff = new Set<Snowflake>();
  private watchedBefore: (guildId: Snowflake) => number = () => 0;
  private heartbeat: NodeJS.Timeout | undefined;
  private heldBack = false;
  private lookedAt: number | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly unfinished: UnfinishedSessionRepository,
    private readonly lives: ShardLives,
    private readonly queue: RecordingQueue,
    private readonly options: RecordingOptions,
    private readonly shards: GatewayShards,
    private readonly privacy: PrivacyChoices,
  ) {
    this.tracker = new VoiceTracker(
      queue,
      options.gapLimitMs,
      (guildId) => this.isRecorded(guildId),
      (guildId) => this.watchedBefore(guildId),
      (error) => {
        this.logger.error('A voice event was not understood', error instanceof Error ? error.stack : error);
      },
      (guildId, userId) => privacy.isRecorded(guildId, userId),
    );
    privacy.watch((userId) => {
      this.tracker.reconsider(userId, this.instant());
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const guildId of await this.settings.listGuildsWithVoiceOff()) this.switchedOff.add(guildId);
    const now = this.now();
    const watchedUntil = await this.lives.load();
    // Where the clock was set back since, nobody waits until that time comes again.
    this.watchedBefore = (guildId) => (this.isFar(watchedUntil(guildId), now) ? now : watchedUntil(guildId));
    await this.restore(watchedUntil);
    if (!this.config.voiceTrackingEnabled) return;
    this.heartbeat = setInterval(() => {
      this.beat();
    }, this.options.heartbeatMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    this.beat();
    this.tracker.stop(this.instant());
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (await this.queue.drain(DRAIN_DEADLINE_MS)) return;
    this.logger.error(`${this.queue.length} records of voice activity could not be stored in time`);
  }

  /**
   * After the guild's setting was changed: off closes its sessions at this moment, on begins one for everybody who is in
   * voice, and the same again changes nothing.
   */
  setEnabled(guildId: Snowflake, enabled: boolean): void {
    if (enabled) this.switchedOff.delete(guildId);
    else this.switchedOff.add(guildId);
    this.tracker.setRecording(guildId, this.isRecorded(guildId), this.instant());
  }

  /**
   * The present time in epoch milliseconds, for what is told to the tracker. It is asked for with each heartbeat at least,
   * so that a long step in it is no time in which anybody was seen.
   */
  instant(): number {
    const now = this.now();
    const before = this.lookedAt ?? now;
    this.lookedAt = now;
    if (Math.abs(now - before) > this.options.gapLimitMs) this.tracker.leap(before, now);
    return now;
  }

  /** Whether recording pauses until what waits is stored. */
  get isHeldBack(): boolean {
    return this.heldBack;
  }

  /** Resolves when all that happened until now is stored, however long that takes. */
  async settle(): Promise<void> {
    while (!this.tracker.isSettled) await turn();
    await this.queue.flush();
  }

  private beat(): void {
    this.tracker.beat(this.shards.listReady(), this.instant());
    this.holdBack();
    this.queue.schedule();
  }

  /** What waits to be stored is kept in memory, but not without end: recording then pauses until it is stored. */
  private holdBack(): void {
    const { length } = this.queue;
    const isTooMuch = this.heldBack ? length > 0 : length > this.options.mostWaiting;
    if (isTooMuch === this.heldBack) return;
    this.heldBack = isTooMuch;
    if (isTooMuch) {
      this.logger.error(
        `${length} records of voice activity wait to be stored; voice time from now on is not recorded until they are`,
      );
    } else this.logger.log('Voice time is recorded again');
    this.tracker.reconsiderAll(this.instant());
  }

  private isRecorded(guildId: Snowflake): boolean {
    return this.config.voiceTrackingEnabled && !this.heldBack && !this.switchedOff.has(guildId);
  }

  private async restore(watchedUntil: (guildId: Snowflake) => number): Promise<void> {
    const rows = await this.readUnfinished();
    const now = this.now();
    for (const [guildId, ofGuild] of groupBy(rows, (row) => row.guildId)) {
      const until = watchedUntil(guildId);
      const end = this.isFar(until, now) ? until : Math.min(now, until);
      for (const session of restoreSessions(ofGuild, end, this.queue)) {
        const isOfFuture = this.isFar(session.leaveTime ?? 0, now);
        const mayGoOn = this.isRecorded(guildId) && this.privacy.isRecorded(guildId, session.whose.userId);
        if (mayGoOn && !isOfFuture) this.tracker.restore(session);
        else session.release();
      }
    }
    if (rows.length > 0) this.logger.log(`${rows.length} voice sessions were going on when the bot stopped`);
  }

  private async readUnfinished(): Promise<UnfinishedSession[]> {
    const rows: UnfinishedSession[] = [];
    for (;;) {
      const page = await this.unfinished.listAfter(rows.at(-1)?.id ?? 0, PAGE);
      rows.push(...page);
      if (page.length < PAGE) return rows;
      await turn();
    }
  }

  /** Whether an instant lies so far ahead that the clock must have been another one. */
  private isFar(at: number, now: number): boolean {
    return at - now > this.options.gapLimitMs;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
