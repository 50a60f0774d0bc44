import { setImmediate as turn } from 'node:timers/promises';

import { type Snowflake, toSnowflake } from '../../../src/common';
import { AppConfig } from '../../../src/config';
import { BotMetaRepository } from '../../../src/database';
import { GuildSettingsRepository, SettingsService } from '../../../src/settings';
import { UnfinishedSessionRepository, VoiceRecordingRepository } from '../../../src/voice/persistence';
import { GenerationRepository } from '../../../src/voice/persistence/generation.repository';
import { RecordedStayRepository } from '../../../src/voice/persistence/recorded-stay.repository';
import { RollupRepository } from '../../../src/voice/persistence/rollup.repository';
import { CountedTotals } from '../../../src/voice/statistics/counted-totals';
import {
  GatewayShards,
  type RecordingOptions,
  RecordingQueue,
  RecordingWriter,
  ShardLives,
  VoiceRecordingService,
} from '../../../src/voice/tracking';
import { readSessions } from '../../e2e/voice/voice-room';
import type { TestDatabase } from '../../support/database';
import { privacyChoices } from '../../support/privacy';
import type { SettableClock } from '../../support/settable-clock';

export const GUILD = toSnowflake('1180000000000000001');
const CHANNEL = toSnowflake('1180000000000000002');
const SHARD = { id: 0, count: 1 };

class Shards extends GatewayShards {
  ready: number[] = [];

  listReady(): readonly number[] {
    return this.ready;
  }
}

/** The recording of one process of the bot, without a gateway; another may follow it on the same database. */
export class RecordingProcess {
  readonly settings: SettingsService;
  readonly lives: ShardLives;
  private readonly shards = new Shards();
  private readonly queue: RecordingQueue;
  private readonly service: VoiceRecordingService;

  private constructor(
    private readonly database: TestDatabase,
    clock: SettableClock,
    options: RecordingOptions,
  ) {
    const { unitOfWork } = database;
    this.settings = new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork));
    this.lives = new ShardLives(new BotMetaRepository(unitOfWork));
    const recordings = new VoiceRecordingRepository(unitOfWork);
    const totals = new CountedTotals(
      new GenerationRepository(unitOfWork),
      new RecordedStayRepository(unitOfWork),
      new RollupRepository(unitOfWork),
    );
    const writer = new RecordingWriter(unitOfWork, recordings, totals, this.lives);
    this.queue = new RecordingQueue(writer, options);
    this.service = new VoiceRecordingService(
      new AppConfig({ DISCORD_TOKEN: 'not-a-real-token' }),
      clock,
      this.settings,
      new UnfinishedSessionRepository(unitOfWork),
      this.lives,
      this.queue,
      options,
      this.shards,
      privacyChoices(unitOfWork, clock),
    );
  }

  static async start(
    database: TestDatabase,
    clock: SettableClock,
    options: RecordingOptions,
  ): Promise<RecordingProcess> {
    const started = new RecordingProcess(database, clock, options);
    await started.service.onApplicationBootstrap();
    return started;
  }

  /** Discord says who is in voice. */
  async identify(...users: Snowflake[]): Promise<void> {
    const { tracker } = this.service;
    const updates = users.map((userId) => stateOf(userId, CHANNEL));
    tracker.shardReady(SHARD, new Set([GUILD]), this.now());
    tracker.snapshot({ guildId: GUILD, afkChannelId: null, voiceChannels: [], updates }, this.now());
    tracker.beat([SHARD.id], this.now());
    while (!tracker.isSettled) await turn();
  }

  /** From here on nothing can happen unheard. */
  becomeReady(): void {
    this.shards.ready = [SHARD.id];
  }

  get isHeldBack(): boolean {
    return this.service.isHeldBack;
  }

  join(userId: Snowflake): void {
    this.service.tracker.update(stateOf(userId, CHANNEL), this.now());
  }

  /** The second half of `/vc settings`. */
  setEnabled(enabled: boolean): void {
    this.service.setEnabled(GUILD, enabled);
  }

  async stop(): Promise<void> {
    this.service.onModuleDestroy();
    await this.service.beforeApplicationShutdown();
  }

  async drain(): Promise<void> {
    await this.queue.drain(5_000);
  }

  /** Whose sessions are stored, from when to when. */
  async stored(): Promise<[Snowflake, number, number | null][]> {
    await this.drain();
    return readSessions(this.database.path).map((row) => [row.userId, row.joinTime, row.leaveTime]);
  }

  private now(): number {
    return this.service.instant();
  }
}

function stateOf(userId: Snowflake, channelId: Snowflake | null) {
  return {
    ...{ guildId: GUILD, userId, isBot: false, roleIds: [] },
    spot: channelId && { channelId, flags: 0 },
  };
}
