import 'reflect-metadata';

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';

import { entities } from '../ormconfig';
import { BotMetaRepository, dataSourceOptions, openDatabase, UnitOfWork } from '../src/database';
import { VoiceRecordingRepository } from '../src/voice/persistence';
import { GenerationRepository } from '../src/voice/persistence/generation.repository';
import { RecordedStayRepository } from '../src/voice/persistence/recorded-stay.repository';
import { RollupRepository } from '../src/voice/persistence/rollup.repository';
import { CountedTotals } from '../src/voice/statistics/counted-totals';
import { RecordingBatch } from '../src/voice/tracking/recording-batch';
import { RecordingOptions } from '../src/voice/tracking/recording-options';
import { RecordingQueue } from '../src/voice/tracking/recording-queue';
import { RecordingWriter } from '../src/voice/tracking/recording-writer';
import { ShardLives } from '../src/voice/tracking/shard-lives';
import type { VoiceRecord } from '../src/voice/tracking/voice-record';
import { VoiceTracker } from '../src/voice/tracking/voice-tracker';
import { VoiceStorm } from './voice-storm';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
/** Asked of the recorder; more than the goal, so that it is not the generator that holds it back. */
const RATE = Number(process.env.BENCH_RATE ?? 2_500);
const GOAL = { eventsPerSecond: 2_000, p99Ms: 20, reconcileMs: 2_000, sliceMs: 50 } as const;
const CONNECTED = 10_000;
const SHARD = { id: 0, count: 1 } as const;

/** Stores as the bot does, or one record at a time as it would without batches. */
interface Store {
  readonly tracker: VoiceTracker;
  readonly path: string;
  /** What waits to be stored. */
  backlog(): number;
  drain(): Promise<void>;
  close(): Promise<void>;
}

async function openStore(batched: boolean): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const path = join(folder, 'data.db');
  const dataSource = await openDatabase({ ...dataSourceOptions(path), entities });
  const unitOfWork = new UnitOfWork(dataSource);
  const lives = new ShardLives(new BotMetaRepository(unitOfWork));
  const recordings = new VoiceRecordingRepository(unitOfWork);
  const totals = new CountedTotals(
    new GenerationRepository(unitOfWork),
    new RecordedStayRepository(unitOfWork),
    new RollupRepository(unitOfWork),
  );
  const writer = new RecordingWriter(unitOfWork, recordings, totals, lives);
  const options = new RecordingOptions();
  const queue = batched ? new RecordingQueue(writer, options) : new EventByEvent(writer);
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
    tracker,
    path,
    backlog: () => queue.length,
    drain: async () => {
      await queue.drain(600_000);
    },
    close: async () => {
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

interface Figures {
  readonly way: string;
  readonly 'events/s stored': number;
  readonly 'CPU (ms/1000 events)': number;
  readonly 'p50 delay (ms)': string;
  readonly 'p99 delay (ms)': string;
  readonly 'max delay (ms)': string;
  readonly 'longest backlog (records)': number;
  readonly sessions: number;
  readonly segments: number;
  readonly 'bytes/session': number;
}

async function storm(way: string, batched: boolean, seconds: number): Promise<Figures> {
  const store = await openStore(batched);
  const { tracker } = store;
  const source = new VoiceStorm();
  tracker.shardReady(SHARD, new Set([source.guildId]), Date.now());
  tracker.snapshot(source.emptySnapshot(), Date.now());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await sleep(500);
  delay.enable();
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  let events = 0;
  let backlog = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    const due = ((performance.now() - startedAt) / 1000) * RATE;
    for (; events < due; events++) {
      const at = Date.now();
      tracker.update(source.next(), at);
      tracker.beat([SHARD.id], at);
    }
    backlog = Math.max(backlog, store.backlog());
    await sleep(1);
  }
  await store.drain();
  const elapsed = (performance.now() - startedAt) / 1000;
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  const figures = {
    way,
    'events/s stored': Math.round(events / elapsed),
    'CPU (ms/1000 events)': Math.round((user + system) / events),
    ...delays(delay),
    'longest backlog (records)': backlog,
    ...sizes(store.path),
  };
  await store.close();
  return figures;
}

/** The same loop with nothing to do: what the machine itself adds to the delays at this hour. */
async function idle(seconds: number): Promise<Partial<Figures>> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) await sleep(1);
  delay.disable();
  return { way: 'idle process', ...delays(delay) };
}

function delays(
  delay: IntervalHistogram,
): Pick<Figures, 'p50 delay (ms)' | 'p99 delay (ms)' | 'max delay (ms)'> {
  return {
    'p50 delay (ms)': (delay.percentile(50) / 1e6).toFixed(1),
    'p99 delay (ms)': (delay.percentile(99) / 1e6).toFixed(1),
    'max delay (ms)': (delay.max / 1e6).toFixed(1),
  };
}

function sizes(path: string): Pick<Figures, 'sessions' | 'segments' | 'bytes/session'> {
  const file = new Database(path);
  const count = (table: string): number =>
    (file.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  file.pragma('wal_checkpoint(TRUNCATE)');
  const [sessions, segments] = [count('voice_sessions'), count('voice_segments')];
  const before = statSync(path).size;
  file.exec(`DELETE FROM voice_segments; DELETE FROM voice_suspensions; DELETE FROM voice_sessions; VACUUM`);
  file.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = before - statSync(path).size;
  file.close();
  return { sessions, segments, 'bytes/session': Math.round(bytes / sessions) };
}

/** A guild with ten thousand people in voice comes back after a gap: most are where they were. */
async function reconcile(): Promise<boolean> {
  const store = await openStore(true);
  const source = new VoiceStorm(CONNECTED);
  const rows = [];
  for (const kind of ['first sight', 'after a gap'] as const) {
    const at = Date.now();
    store.tracker.shardReady(SHARD, new Set([source.guildId]), at);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    await sleep(200);
    delay.enable();
    const startedAt = performance.now();
    store.tracker.snapshot(source.fullSnapshot(kind === 'first sight' ? 0 : 0.1), Date.now());
    store.tracker.beat([SHARD.id], Date.now());
    while (!store.tracker.isSettled) await sleep(0);
    await store.drain();
    const ms = performance.now() - startedAt;
    await sleep(5);
    delay.disable();
    rows.push({
      snapshot: kind,
      connected: CONNECTED,
      'until stored (ms)': Math.round(ms),
      'max delay (ms)': (delay.max / 1e6).toFixed(1),
    });
    await sleep(300);
  }
  console.table(rows);
  await store.close();
  console.log(`Goal: stored within ${GOAL.reconcileMs} ms, the event loop never held for ${GOAL.sliceMs} ms`);
  return rows.every(
    (row) => row['until stored (ms)'] < GOAL.reconcileMs && Number(row['max delay (ms)']) < GOAL.sliceMs,
  );
}

async function main(): Promise<void> {
  // The migrations of each database would bury the table.
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  await storm('warm-up', true, 2);
  const batched = await storm('pwr-bot: batches', true, SECONDS);
  const baseline = await storm('baseline: a transaction an event', false, Math.min(SECONDS, 5));
  console.table([batched, baseline, await idle(5)]);
  const ratio = batched['events/s stored'] / baseline['events/s stored'];
  console.log(
    `${RATE} events/s are offered; batches store ${ratio.toFixed(1)} times as many as the baseline can`,
  );
  console.log(
    `Goal: ${GOAL.eventsPerSecond} events/s and a p99 of the event loop's delay under ${GOAL.p99Ms} ms`,
  );
  const isFast =
    batched['events/s stored'] >= GOAL.eventsPerSecond && Number(batched['p99 delay (ms)']) < GOAL.p99Ms;
  const isReconciled = await reconcile();
  if (!isFast || !isReconciled) process.exitCode = 1;
}

void main();
