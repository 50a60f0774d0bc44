import 'reflect-metadata';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';

import { entities } from '../ormconfig';
import { type Snowflake, toSnowflake } from '../src/common';
import { dataSourceOptions, openDatabase, UnitOfWork } from '../src/database';
import { Calendar } from '../src/voice/calendar';
import { GenerationRepository } from '../src/voice/persistence/generation.repository';
import { RecordedStayRepository } from '../src/voice/persistence/recorded-stay.repository';
import { RollupRepository } from '../src/voice/persistence/rollup.repository';
import { StatisticsThread } from '../src/voice/reading/statistics-thread';
import type { CountingInputs } from '../src/voice/statistics/counting-inputs';
import { GenerationBuilder } from '../src/voice/statistics/generation-builder';
import type { QuestionName, QuestionOf } from '../src/voice/statistics/questions';
import { FULL_SCAN } from './voice/full-scan';
import { GUILD, type Written, writeHistory } from './voice/guild-history';
import { percentile, timesOf } from './voice/measure';

const SESSIONS = Number(process.env.BENCH_SESSIONS ?? 1_000_000);
/** Where the database is kept for the next run; ten million sessions take longer to count than to ask. */
const KEPT_IN = process.env.BENCH_FOLDER;
const RUNS = Number(process.env.BENCH_RUNS ?? 60);
/** Whether the straightforward SQL runs too: a minute for all of it at a million sessions, three at ten million. */
const COMPARES = process.env.BENCH_COMPARE !== 'false';
/** For a partner board of all time it compares every pair of stays in a channel: 40 s at a million, an hour at ten. */
const MOST_SESSIONS_IN_PAIRS = 2_000_000;
const SLICE = 2_000;
const NOW = Date.parse('2026-11-22T19:30:00Z');
const DAY = 86_400_000;
/** The longest that a question may hold the event loop of whoever asks it. */
const LOOP_GOAL_MS = 20;

interface Case {
  readonly title: string;
  readonly name: QuestionName;
  readonly goalMs: number | null;
  /** A question of its own for each run, so that nothing is answered from the one before. */
  readonly question: (run: number) => Record<string, unknown>;
  readonly baseline?: keyof typeof FULL_SCAN;
  readonly tooManyToScan?: boolean;
}

async function main(): Promise<void> {
  const folder = KEPT_IN ?? mkdtempSync(join(tmpdir(), 'pwr-bot-voice-'));
  try {
    const path = join(folder, 'data.db');
    await measure(path, await builtIn(folder, path));
  } finally {
    if (KEPT_IN === undefined) rmSync(folder, { recursive: true });
  }
}

async function builtIn(folder: string, path: string): Promise<Written> {
  const summary = join(folder, 'written.json');
  if (existsSync(summary)) return JSON.parse(readFileSync(summary, 'utf8')) as Written;
  mkdirSync(folder, { recursive: true });
  const written = await build(path);
  writeFileSync(summary, JSON.stringify(written));
  return written;
}

async function build(path: string): Promise<Written> {
  const dataSource = await openDatabase({ ...dataSourceOptions(path), entities });
  const file = new Database(path);
  file.pragma('synchronous = OFF');
  file.pragma('cache_size = -2000000');
  const started = performance.now();
  const written = writeHistory(file, SESSIONS, NOW);
  console.log(
    `${written.sessions} sessions, ${written.segments} segments, ${written.active} of them going on`,
  );
  console.log(`written in ${seconds(started)}`);
  const recorded = sizeOf(file, path);

  const unitOfWork = new UnitOfWork(dataSource);
  const generations = new GenerationRepository(unitOfWork);
  const builder = new GenerationBuilder(
    unitOfWork,
    generations,
    new RecordedStayRepository(unitOfWork),
    new RollupRepository(unitOfWork),
  );
  const inputs: CountingInputs = {
    timeZone: 'UTC',
    dayStartHour: 0,
    uncountedStates: 48,
    minimumStayMs: 0,
    ignoredChannelIds: [],
    ignoredUserIds: [],
  };
  const { id } = await unitOfWork.run(() =>
    generations.begin(GUILD as Snowflake, 'building', JSON.stringify(inputs)),
  );
  await dataSource.query('PRAGMA synchronous = NORMAL');
  const counting = performance.now();
  const cpu = process.cpuUsage();
  while (await builder.buildSlice(id, SLICE));
  const countedMs = performance.now() - counting;
  const { user, system } = process.cpuUsage(cpu);
  const all = sizeOf(file, path);
  file.close();
  await dataSource.destroy();
  console.table([
    {
      'bytes a session, recorded': (recorded / written.sessions).toFixed(0),
      'bytes a session, sums': ((all - recorded) / written.sessions).toFixed(0),
      'sums (s)': (countedMs / 1000).toFixed(1),
      'sums (µs a session)': ((countedMs * 1000) / written.sessions).toFixed(1),
      // Of this process alone, whoever else uses the machine.
      'of CPU': ((user + system) / written.sessions).toFixed(1),
    },
  ]);
  return written;
}

/** Everything in the file, checkpointed. */
function sizeOf(file: Database.Database, path: string): number {
  file.pragma('wal_checkpoint(TRUNCATE)');
  return statSync(path).size;
}

function cases({ mostActive, from, sessions }: Written): Case[] {
  const calendar = new Calendar('UTC', 0);
  const calendarWindow = (kind: 'day' | 'week' | 'month' | 'year'): object => ({
    since: calendar.periodOf(kind, NOW).start,
    until: NOW,
  });
  // Each run ends a minute earlier than the one before: no board is asked for twice.
  const rolling = (days: number, run: number): object => {
    const until = NOW - run * 60_000;
    return { since: until - days * DAY, until };
  };
  const all = { since: 0, until: NOW };
  const year = { since: NOW - 365 * DAY, until: NOW };
  const page = (run: number): object => ({ offset: (run % 20) * 10, limit: 10, userId: mostActive });
  const board = (title: string, window: object): Case => ({
    title: `leaderboard and rank, ${title}`,
    name: 'leaderboard',
    goalMs: 10,
    question: (run) => ({ window, ...page(run) }),
    baseline: 'leaderboard',
  });
  const rollingFirst = (days: number): Case => ({
    title: `leaderboard and rank, past ${days} days, first page`,
    name: 'leaderboard',
    goalMs: 25,
    question: (run) => ({ window: rolling(days, run), offset: 0, limit: 10, userId: mostActive }),
    baseline: 'leaderboard',
  });
  const simple = (name: QuestionName, title: string, goalMs: number | null, window: object): Case => ({
    title,
    name,
    goalMs,
    question: () => ({ window, offset: 0, limit: 10, userId: mostActive }),
    ...(name in FULL_SCAN ? { baseline: name as keyof typeof FULL_SCAN } : {}),
  });
  const fewEnough = sessions <= MOST_SESSIONS_IN_PAIRS;
  return [
    board('today', calendarWindow('day')),
    board('this week', calendarWindow('week')),
    board('this month', calendarWindow('month')),
    board('this year', calendarWindow('year')),
    board('all time', all),
    {
      ...board('all time, last page', all),
      question: () => ({ window: all, offset: 19_900, limit: 10, userId: mostActive }),
    },
    rollingFirst(1),
    rollingFirst(7),
    rollingFirst(30),
    {
      title: 'leaderboard, past 30 days, pages after',
      name: 'leaderboard',
      goalMs: 5,
      question: (run) => ({ window: rolling(30, 0), ...page(run + 1) }),
    },
    simple('memberDays', 'a year of days, member', 10, year),
    simple('guildDays', 'a year of days, guild', 25, year),
    simple('partners', 'partner board, 30 days', 20, { since: NOW - 30 * DAY, until: NOW }),
    {
      ...simple('partners', 'partner board, all time', fewEnough ? 150 : null, { since: from, until: NOW }),
      tooManyToScan: !fewEnough,
    },
    {
      ...simple('channels', 'channels of the guild, a year', null, year),
      question: () => ({ window: year }),
    },
    {
      ...simple('hoursOfWeek', 'hours of the week, guild, a year', null, year),
      question: () => ({ window: year }),
    },
    simple('streaks', 'streaks of a member, all time', null, all),
    simple('peak', 'peak of the past 30 days', null, { since: NOW - 30 * DAY, until: NOW }),
    simple('memberRecords', 'records of a member, all time', null, all),
  ];
}

async function measure(path: string, written: Written): Promise<void> {
  const thread = new StatisticsThread(path);
  const file = new Database(path, { readonly: true });
  const rows: Record<string, unknown>[] = [];
  const ask = (name: QuestionName, question: Record<string, unknown>): Promise<unknown> => {
    return thread.ask(name, {
      guildId: toSnowflake(GUILD),
      now: NOW,
      ...question,
    } as unknown as QuestionOf<QuestionName>);
  };
  const scanned = new Map<string, number>();
  for (const { title, name, goalMs, question, baseline, tooManyToScan } of cases(written)) {
    // The first answers find neither pages nor plans in memory; a goal is about the bot that runs.
    for (let run = 0; run < 3; run += 1) await ask(name, question(RUNS + run));
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const times = await timesOf(RUNS, (run) => ask(name, question(run)));
    loop.disable();
    const p95 = percentile(times, 0.95);
    const compares = COMPARES && !tooManyToScan;
    const scanMs = baseline && compares ? fullScan(file, baseline, question(0), scanned) : null;
    const met = goalMs === null || p95 < goalMs;
    const loopMs = loop.max / 1e6;
    if (!met || loopMs > LOOP_GOAL_MS) process.exitCode = 1;
    rows.push({
      question: title,
      'p50 (ms)': percentile(times, 0.5).toFixed(1),
      'p95 (ms)': p95.toFixed(1),
      'goal (ms)': goalMs ?? '-',
      met: goalMs === null ? '-' : met ? 'yes' : 'NO',
      'full scan (ms)': scanMs?.toFixed(0) ?? '-',
      'times faster': scanMs === null ? '-' : (scanMs / percentile(times, 0.5)).toFixed(0),
      'loop held (ms)': loopMs.toFixed(1),
    });
  }
  file.close();
  await thread.stop();
  console.table(rows);
}

function fullScan(
  file: Database.Database,
  baseline: keyof typeof FULL_SCAN,
  question: Record<string, unknown>,
  scanned: Map<string, number>,
): number {
  const { since, until } = question.window as { since: number; until: number };
  const key = `${baseline} ${since} ${until}`;
  const known = scanned.get(key);
  if (known !== undefined) return known;
  const started = performance.now();
  file.prepare(FULL_SCAN[baseline]).all({
    guild: GUILD,
    now: NOW,
    since,
    until,
    ...(FULL_SCAN[baseline].includes(':user') ? { user: question.userId } : {}),
  });
  const ms = performance.now() - started;
  scanned.set(key, ms);
  return ms;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

void main();
