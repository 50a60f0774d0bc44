import 'reflect-metadata';

import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';

import { cpuMs, type Delays, LoopProbe } from './voice/loop-probe';
import { openRecorder, type Recorder, SHARD } from './voice/recorder';
import { recountBeside } from './voice/recount-cost';
import { VoiceStorm } from './voice-storm';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
/** Asked of the recorder; more than the goal, so that it is not the generator that holds it back. */
const RATE = Number(process.env.BENCH_RATE ?? 2_500);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const GOAL = { eventsPerSecond: 2_000, p99Ms: 20, reconcileMs: 2_000, holdMs: 50, sliceMs: 20 } as const;
const CONNECTED = 10_000;
/** Of the guild that is counted anew. */
const HISTORY = 50_000;
const RECORDED = ['voice_sessions', 'voice_segments', 'voice_suspensions'];
const SUMMED =
  /^voice_(participants|places|periods|spans|member_totals|place_totals|hour_totals|generations)$/;

interface Storm {
  readonly eventsPerSecond: number;
  readonly cpuPerThousand: number;
  /** In records. */
  readonly backlog: number;
  readonly delays: Delays;
}

/** Events at the asked rate until it is over and all of them are stored. */
async function storm(recorder: Recorder, isOver: (elapsedMs: number) => boolean): Promise<Storm> {
  const { tracker } = recorder;
  const source = new VoiceStorm();
  tracker.shardReady(SHARD, new Set([source.guildId]), Date.now());
  tracker.snapshot(source.emptySnapshot(), Date.now());
  await sleep(300);
  const probe = new LoopProbe();
  const [startedAt, cpu] = [performance.now(), cpuMs()];
  const elapsedMs = (): number => performance.now() - startedAt;
  let events = 0;
  let backlog = 0;
  while (!isOver(elapsedMs())) {
    for (const due = (elapsedMs() / 1000) * RATE; events < due; events++) {
      const at = Date.now();
      tracker.update(source.next(), at);
      tracker.beat([SHARD.id], at);
    }
    backlog = Math.max(backlog, recorder.backlog());
    await sleep(1);
  }
  await recorder.drain();
  return {
    eventsPerSecond: Math.round((events / elapsedMs()) * 1000),
    cpuPerThousand: Math.round(((cpuMs() - cpu) / events) * 1000),
    backlog,
    delays: await probe.end(),
  };
}

async function stormFor(
  seconds: number,
  { counted, way }: { readonly counted: boolean; readonly way?: 'event by event' },
): Promise<Storm & { readonly bytes: Bytes }> {
  const recorder = await openRecorder(way);
  if (counted) await recorder.count(new VoiceStorm().guildId);
  const figures = await storm(recorder, (elapsedMs) => elapsedMs > seconds * 1000);
  const bytes = bytesIn(recorder.path);
  await recorder.close();
  return { ...figures, bytes };
}

interface Bytes {
  readonly recorded: number;
  readonly sums: number;
}

/** Pages of the file a session, indexes included. */
function bytesIn(path: string): Bytes {
  const file = new Database(path, { readonly: true });
  const rows = file
    .prepare(
      `SELECT tbl_name AS name, sum(pgsize) AS bytes FROM dbstat JOIN sqlite_master USING (name) GROUP BY tbl_name`,
    )
    .all() as { name: string; bytes: number }[];
  const { sessions } = file.prepare('SELECT count(*) AS sessions FROM voice_sessions').get() as {
    sessions: number;
  };
  file.close();
  const sum = (isMeant: (name: string) => boolean): number =>
    Math.round(rows.reduce((all, { name, bytes }) => (isMeant(name) ? all + bytes : all), 0) / sessions);
  return { recorded: sum((name) => RECORDED.includes(name)), sums: sum((name) => SUMMED.test(name)) };
}

function rowOf(
  way: string,
  { eventsPerSecond, cpuPerThousand, backlog, delays, bytes }: Storm & { bytes?: Bytes },
) {
  return {
    way,
    'events/s stored': eventsPerSecond,
    'CPU (ms/1000 events)': cpuPerThousand,
    ...delays,
    'longest backlog': backlog,
    'bytes/session': bytes?.recorded ?? '-',
    'and its sums': bytes?.sums ?? '-',
  };
}

/** The same loop with nothing to do: what the machine itself adds to the delays at this hour. */
async function idle(seconds: number): Promise<{ readonly way: string } & Delays> {
  const probe = new LoopProbe();
  await sleep(seconds * 1000);
  return { way: 'idle process', ...(await probe.end()) };
}

async function sustained(): Promise<boolean> {
  const plain = await stormFor(SECONDS, { counted: false });
  const counted = await stormFor(SECONDS, { counted: true });
  const baseline = await stormFor(Math.min(SECONDS, 5), { counted: true, way: 'event by event' });
  console.table([
    rowOf('batches, sums of the guild kept', counted),
    rowOf('batches, without sums', plain),
    rowOf('baseline: a transaction an event', baseline),
    await idle(5),
  ]);
  const ratio = counted.eventsPerSecond / baseline.eventsPerSecond;
  console.log(
    `${RATE} events/s are offered; batches store ${ratio.toFixed(1)} times as many as the baseline can; the sums take ` +
      `${counted.cpuPerThousand - plain.cpuPerThousand} ms of CPU for 1000 events`,
  );
  console.log(
    `Goal: ${GOAL.eventsPerSecond} events/s and a p99 of the event loop's delay under ${GOAL.p99Ms} ms`,
  );
  return (
    counted.eventsPerSecond >= GOAL.eventsPerSecond && Number(counted.delays['p99 delay (ms)']) < GOAL.p99Ms
  );
}

interface Reconciled {
  readonly ms: number;
  readonly cpu: number;
  readonly delays: Delays;
}

/** A guild with ten thousand people in voice is seen for the first time, or comes back after READY. */
async function reconcile(recorder: Recorder, source: VoiceStorm, moved: number): Promise<Reconciled> {
  const probe = new LoopProbe();
  const cpu = cpuMs();
  recorder.tracker.shardReady(SHARD, new Set([source.guildId]), Date.now());
  await sleep(200);
  const snapshot = source.fullSnapshot(moved);
  const startedAt = performance.now();
  recorder.tracker.snapshot(snapshot, Date.now());
  recorder.tracker.beat([SHARD.id], Date.now());
  while (!recorder.tracker.isSettled) await sleep(0);
  await recorder.drain();
  return { ms: performance.now() - startedAt, cpu: cpuMs() - cpu, delays: await probe.end() };
}

async function reconciled(): Promise<boolean> {
  const [first, again]: [Reconciled[], Reconciled[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const recorder = await openRecorder();
    const source = new VoiceStorm(CONNECTED);
    await recorder.count(source.guildId);
    first.push(await reconcile(recorder, source, 0));
    // Long enough for every session to have a length that counts.
    await sleep(300);
    again.push(await reconcile(recorder, source, 0.1));
    await recorder.close();
  }
  const rows = [
    { snapshot: 'first sight', ...spread(first) },
    { snapshot: 'after a gap, a tenth has moved', ...spread(again) },
  ];
  console.table(rows);
  console.log(
    `${CONNECTED} connected, ${ROUNDS} rounds, min/median. Goal: stored within ${GOAL.reconcileMs} ms, the event loop ` +
      `never held for ${GOAL.holdMs} ms`,
  );
  return [...first, ...again].every(
    ({ ms, delays }) => ms < GOAL.reconcileMs && Number(delays['max delay (ms)']) < GOAL.holdMs,
  );
}

function spread(rounds: readonly Reconciled[]): Record<string, string> {
  const of = (figure: (round: Reconciled) => number, digits = 0): string => {
    const sorted = rounds.map(figure).sort((a, b) => a - b);
    return [sorted[0], sorted[Math.floor(sorted.length / 2)]].map((ms) => ms?.toFixed(digits)).join(' / ');
  };
  return {
    'until stored (ms)': of(({ ms }) => ms),
    'CPU (ms)': of(({ cpu }) => cpu),
    'max delay (ms)': of(({ delays }) => Number(delays['max delay (ms)']), 1),
    'longest turn (CPU ms)': of(({ delays }) => Number(delays['longest turn (CPU ms)']), 1),
  };
}

/** History is counted anew while events come at the asked rate. */
async function recounted(): Promise<boolean> {
  const recorder = await openRecorder();
  await recorder.count(new VoiceStorm().guildId);
  let figures: Storm | undefined;
  const slices = await recountBeside(recorder, HISTORY, async (isDone) => {
    figures = await storm(recorder, isDone);
  });
  await recorder.close();
  console.table(slices, ['slice', 'slices', 'p50 / p99 / longest (ms)', 'of CPU (ms)']);
  if (figures) console.table([rowOf('batches, beside the recount', figures)]);
  console.log(`${HISTORY} sessions. Goal: no slice holds the event loop for ${GOAL.sliceMs} ms`);
  return slices.every(({ longestMs }) => longestMs < GOAL.sliceMs);
}

async function main(): Promise<void> {
  // The migrations of each database would bury the table.
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  await stormFor(2, { counted: true });
  const parts = { sustained, reconciled, recounted };
  const chosen = process.env.BENCH_PART;
  for (const [name, part] of Object.entries(parts)) {
    if (chosen !== undefined && chosen !== name) continue;
    if (!(await part())) process.exitCode = 1;
  }
}

void main();
