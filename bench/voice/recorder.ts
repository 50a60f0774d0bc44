import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { entities } from '../../ormconfig';
import type { Snowflake } from '../../src/common';
import {
  BotMetaRepository,
  Checkpointer,
  dataSourceOptions,
  openDatabase,
  UnitOfWork,
} from '../../src/database';
import { VoiceRecordingRepository } from '../../src/voice/persistence';
import { GenerationRepository } from '../../src/voice/persistence/generation.repository';
import { RecordedStayRepository } from '../../src/voice/persistence/recorded-stay.repository';
import { RollupRepository } from '../../src/voice/persistence/rollup.repository';
import { CountedTotals } from '../../src/voice/statistics/counted-totals';
import type { CountingInputs } from '../../src/voice/statistics/counting-inputs';
import { RecordingBatch } from '../../src/voice/tracking/recording-batch';
import { RecordingOptions } from '../../src/voice/tracking/recording-options';
import { RecordingQueue } from '../../src/voice/tracking/recording-queue';
import { RecordingWriter } from '../../src/voice/tracking/recording-writer';
import { ShardLives } from '../../src/voice/tracking/shard-lives';
import type { VoiceRecord } from '../../src/voice/tracking/voice-record';
import { VoiceTracker } from '../../src/voice/tracking/voice-tracker';

export const SHARD = { id: 0, count: 1 } as const;

/** As a guild has them that never changed its settings, but for a time zone with a summer. */
export const INPUTS: CountingInputs = {
  timeZone: 'Europe/Berlin',
  dayStartHour: 0,
  uncountedStates: 48,
  minimumStayMs: 0,
  ignoredChannelIds: [],
  ignoredUserIds: [],
};

/** The recording part of the bot on a database of its own. */
export interface Recorder {
  readonly tracker: VoiceTracker;
  readonly unitOfWork: UnitOfWork;
  readonly generations: GenerationRepository;
  readonly stays: RecordedStayRepository;
  readonly rollups: RollupRepository;
  readonly totals: CountedTotals;
  readonly path: string;
  /** What waits to be stored. */
  backlog(): number;
  drain(): Promise<void>;
  /** From here on what counts of this guild is kept in sums. */
  count(guildId: Snowflake): Promise<void>;
  close(): Promise<void>;
}

/** Stores as the bot does, or one event at a time as it would without batches. */
export async function openRecorder(way: 'batches' | 'event by event' = 'batches'): Promise<Recorder> {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const path = join(folder, 'data.db');
  const dataSource = await openDatabase({ ...dataSourceOptions(path), entities });
  const checkpointer = new Checkpointer(dataSource);
  checkpointer.start();
  const unitOfWork = new UnitOfWork(dataSource);
  const generations = new GenerationRepository(unitOfWork);
  const stays = new RecordedStayRepository(unitOfWork);
  const rollups = new RollupRepository(unitOfWork);
  const totals = new CountedTotals(generations, stays, rollups);
  const lives = new ShardLives(new BotMetaRepository(unitOfWork));
  const writer = new RecordingWriter(unitOfWork, new VoiceRecordingRepository(unitOfWork), totals, lives);
  const options = new RecordingOptions();
  const queue = way === 'batches' ? new RecordingQueue(writer, options) : new EventByEvent(writer);
  const fail = (error: unknown): never => {
    throw error;
  };
  const tracker = new VoiceTracker(
    queue,
    options.gapLimitMs,
    () => true,
    () => 0,
    fail,
  );
  return {
    ...{ tracker, unitOfWork, generations, stays, rollups, totals, path },
    backlog: () => queue.length,
    drain: async () => {
      await queue.drain(600_000);
    },
    count: (guildId) =>
      unitOfWork.run(async () => {
        await generations.complete(await generations.begin(guildId, 'building', JSON.stringify(INPUTS)));
      }),
    close: async () => {
      await checkpointer.beforeApplicationShutdown();
      await dataSource.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The straightforward way: what one event changes is a transaction. */
class EventByEvent {
  private readonly waiting: VoiceRecord[][] = [];
  private event: VoiceRecord[] = [];
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly writer: RecordingWriter) {}

  get length(): number {
    return this.waiting.length;
  }

  add(record: VoiceRecord): void {
    this.event.push(record);
  }

  /** Comes after each event. */
  alive(key: string, at: number): void {
    const records = this.event;
    if (records.length === 0) return;
    this.event = [];
    this.waiting.push(records);
    this.last = this.last.then(async () => {
      await this.writer.write(new RecordingBatch(records), new Map([[key, at]]));
      this.waiting.shift();
      await sleep(0);
    });
  }

  async drain(): Promise<boolean> {
    await this.last;
    return true;
  }
}
