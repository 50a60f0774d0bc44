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
  RecordingOptions,
  RecordingQueue,
  RecordingWriter,
  ShardLives,
  VoiceRecordingService,
} from '../../../src/voice/tracking';
import { readSessions } from '../../e2e/voice/voice-room';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';

const GUILD = toSnowflake('1180000000000000001');
const CHANNEL = toSnowflake('1180000000000000002');
const [ANN, BOB] = [toSnowflake('1180000000000000011'), toSnowflake('1180000000000000012')];
const SHARD = { id: 0, count: 1 };

class Shards extends GatewayShards {
  ready: number[] = [];

  listReady(): readonly number[] {
    return this.ready;
  }
}

class QuickHeartbeat extends RecordingOptions {
  override readonly heartbeatMs = 20;
}

describe('VoiceRecordingService', () => {
  let database: TestDatabase;
  let clock: SettableClock;
  let shards: Shards;
  let queue: RecordingQueue;
  let service: VoiceRecordingService;

  beforeEach(async () => {
    database = await openTestDatabase();
    clock = new SettableClock();
    shards = new Shards();
    await start();
  });
  afterEach(async () => {
    await stop();
    await database.close();
  });

  async function start(): Promise<void> {
    const { unitOfWork } = database;
    const options = new QuickHeartbeat();
    const lives = new ShardLives(new BotMetaRepository(unitOfWork));
    const recordings = new VoiceRecordingRepository(unitOfWork);
    const totals = new CountedTotals(
      new GenerationRepository(unitOfWork),
      new RecordedStayRepository(unitOfWork),
      new RollupRepository(unitOfWork),
    );
    queue = new RecordingQueue(new RecordingWriter(unitOfWork, recordings, totals, lives), options);
    service = new VoiceRecordingService(
      new AppConfig({ DISCORD_TOKEN: 'not-a-real-token' }),
      clock,
      new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork)),
      new UnfinishedSessionRepository(unitOfWork),
      lives,
      queue,
      options,
      shards,
    );
    await service.onApplicationBootstrap();
  }

  /** As `/vc settings` does. */
  async function setEnabled(enabled: boolean): Promise<void> {
    const { unitOfWork } = database;
    await new SettingsService(unitOfWork, new GuildSettingsRepository(unitOfWork)).updateVoice(GUILD, {
      enabled,
    });
    service.setEnabled(GUILD, enabled);
  }

  async function stop(): Promise<void> {
    service.onModuleDestroy();
    await service.beforeApplicationShutdown();
  }

  const now = (): number => clock.now().getTime();
  const stateOf = (userId: Snowflake, channelId: Snowflake | null = CHANNEL) => ({
    ...{ guildId: GUILD, userId, isBot: false, roleIds: [] },
    spot: channelId && { channelId, flags: 0 },
  });

  async function identify(...users: Snowflake[]): Promise<void> {
    const updates = users.map((userId) => stateOf(userId));
    service.tracker.shardReady(SHARD, new Set([GUILD]), now());
    service.tracker.snapshot({ guildId: GUILD, afkChannelId: null, voiceChannels: [], updates }, now());
    service.tracker.beat([SHARD.id], now());
    while (!service.tracker.isSettled) await turn();
  }

  async function stored(): Promise<[Snowflake, number, number | null][]> {
    await queue.drain(5_000);
    return readSessions(database.path).map((row) => [row.userId, row.joinTime, row.leaveTime]);
  }

  it('closes at the moment it is switched off and takes a snapshot when it is switched on', async () => {
    const start = now();
    await identify(ANN);
    clock.pass(1_000);
    await setEnabled(false);
    clock.pass(1_000);
    service.tracker.update(stateOf(BOB), now());
    expect(await stored()).toEqual([[ANN, start, start + 1_000]]);
    clock.pass(1_000);
    await setEnabled(true);
    expect(await stored()).toEqual([
      [ANN, start, start + 1_000],
      [ANN, start + 3_000, null],
      [BOB, start + 3_000, null],
    ]);
  });

  it('stays switched off over a restart', async () => {
    const began = now();
    await identify(ANN);
    clock.pass(1_000);
    await setEnabled(false);
    await stop();
    await start();
    await identify(ANN, BOB);
    expect(await stored()).toEqual([[ANN, began, began + 1_000]]);
  });

  it('ends what a gap was too long for where it was seen last, and begins anew', async () => {
    const began = now();
    await identify(ANN);
    clock.pass(1_000);
    await stop();
    const gap = new RecordingOptions().gapLimitMs + 1;
    clock.pass(gap);
    await start();
    await identify(ANN);
    expect(await stored()).toEqual([
      [ANN, began, began + 1_000],
      [ANN, began + 1_000 + gap, null],
    ]);
  });

  it('beats only while the gateway is READY', async () => {
    await identify(ANN);
    const lives = async (): Promise<number> =>
      (await new ShardLives(new BotMetaRepository(database.unitOfWork)).load())(GUILD);
    await stored();
    const seen = now();
    clock.pass(5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await queue.drain(5_000);
    expect(await lives()).toBe(seen);
    shards.ready = [SHARD.id];
    for (let tries = 0; (await lives()) !== seen + 5_000 && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await lives()).toBe(seen + 5_000);
  });
});
