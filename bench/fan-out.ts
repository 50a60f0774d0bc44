import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Checkpointer, UnitOfWork } from '../src/database';
import { type OutboxMessageEntity, OutboxRepository, type OwedMessage } from '../src/delivery';
import { Reconciler } from '../src/feeds/polling/reconciler';
import { StreamPoller } from '../src/feeds/polling/stream-poller';
import { startApplication } from '../test/support/application';
import { SettableClock } from '../test/support/settable-clock';
import { type Cost, measure, StatementCounter } from './feeds/measure';
import { PlatformsProcess } from './feeds/platforms-process';
import { seedDatabase } from './feeds/seed-database';

const ITEMS = 100;
const SUBSCRIPTIONS = Number(process.env.BENCH_SUBSCRIPTIONS ?? 100_000);
const LONGEST_BLOCK_MS = 50;
/** Ticks with one new item each before it counts, as a bot that has run for a while. */
const WARM_UP = 20;
const MINUTE_MS = 60_000;

/** What it costs that as many series as fit one page get a chapter each, when a thousand follow each of them. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const clock = new SettableClock();
  const now = (): number => clock.now().getTime();
  const platforms = await PlatformsProcess.start(now());
  try {
    const databasePath = join(folder, 'data.db');
    const manga = await platforms.add('manga', ITEMS + WARM_UP);
    await seedDatabase(databasePath, {
      series: manga.map((sourceId) => ({ platformId: 'MangaDex', sourceId })),
      itemsEach: 10,
      subscribers: SUBSCRIPTIONS,
      guilds: true,
      followersEach: SUBSCRIPTIONS / ITEMS,
      now: now(),
    });
    const { anilistUrl, mangadexUrl } = await platforms.addresses();
    const variables = {
      DATABASE_PATH: databasePath,
      ANILIST_API_URL: anilistUrl,
      MANGADEX_API_URL: mangadexUrl,
      ENABLE_FEED_PUBLISHER: 'false',
      LOG_LEVEL: 'error',
    };
    const application = await startApplication(variables, clock);
    const { app } = application;
    app.get(Checkpointer).start();
    const counter = new StatementCounter(app.get(DataSource));
    const tick = async (): Promise<void> => {
      await app.get(StreamPoller).tick();
      await app.get(Reconciler).tick();
    };
    const publish = async (series: readonly string[]): Promise<void> => {
      clock.pass(MINUTE_MS);
      await platforms.moveTo(now());
      await platforms.publish(series.map((mangaId) => ({ mangaId, chapter: '11' })));
    };
    await tick();
    for (const mangaId of manga.splice(ITEMS)) {
      await publish([mangaId]);
      await tick();
    }
    await withdrawAll(app);
    await publish(manga);
    const bulk = await measure(tick, counter);
    const messages = (await app.get(OutboxRepository).listAll()).map(toOwed);
    await withdrawAll(app);
    const single = await measure(() => oweOneByOne(app, messages), counter);
    await application.close();
    report(bulk, single, messages.length);
  } finally {
    await platforms.close();
    rmSync(folder, { recursive: true });
  }
}

async function withdrawAll(app: INestApplicationContext): Promise<void> {
  const unitOfWork = app.get(UnitOfWork);
  await unitOfWork.run(() => unitOfWork.writer.query('DELETE FROM outbox_messages'));
}

/** The straightforward way: the same messages in one unit of work, each in a statement of its own. */
async function oweOneByOne(app: INestApplicationContext, messages: readonly OwedMessage[]): Promise<void> {
  await app.get(UnitOfWork).run(async () => {
    for (const message of messages) await app.get(OutboxRepository).owe([message]);
  });
}

function toOwed(message: OutboxMessageEntity): OwedMessage {
  const { subscriberId, kind, payload, dedupeKey, createdAt, nextAttemptAt } = message;
  return { subscriberId, kind, payload, dedupeKey, createdAt, nextAttemptAt };
}

function report(bulk: Cost, single: Cost, owed: number): void {
  const row = (way: string, cost: Cost): object => ({
    way,
    messages: owed,
    statements: cost.statements,
    'time (ms)': Math.round(cost.ms),
    'CPU (ms)': Math.round(cost.cpuMs),
    'longest block (ms)': Math.round(cost.longestBlockMs),
  });
  console.table([row('a tick of the bot', bulk), row('row by row, writing only', single)]);
  const ratio = (figure: keyof Cost): string => (single[figure] / bulk[figure]).toFixed(1);
  console.log(
    `Row by row: ${ratio('statements')} times the statements, ${ratio('cpuMs')} times the CPU, ${ratio('longestBlockMs')} times the block`,
  );
  console.log(`Goal: everything owed, and no block of the event loop over ${LONGEST_BLOCK_MS} ms`);
  if (owed !== SUBSCRIPTIONS || !(bulk.longestBlockMs <= LONGEST_BLOCK_MS)) process.exitCode = 1;
}

void main();
