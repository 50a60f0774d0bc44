import type { INestApplicationContext } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';

import { Checkpointer } from '../../src/database';
import { OutboxRepository } from '../../src/delivery';
import { FeedItemRepository } from '../../src/feeds';
import { Reconciler } from '../../src/feeds/polling/reconciler';
import { StreamPoller } from '../../src/feeds/polling/stream-poller';
import { WebFeedPoller } from '../../src/feeds/polling/web-feed-poller';
import { startApplication } from '../../test/support/application';
import { SettableClock } from '../../test/support/settable-clock';
import { askEach } from './ask-each';
import { type Cost, mean, measure, StatementCounter } from './measure';
import { PlatformsProcess } from './platforms-process';
import { seedDatabase } from './seed-database';

const MINUTE_MS = 60_000;
const NEWS_MINUTES = 40;
const QUIET_MINUTES = 40;
/** Ticks of a new process run code for the first time; they are counted as requests but not as CPU. */
const WARM_UP = 10;
/** Busier than the real sites: they have 30 to 80 episodes and 1,000 to 3,000 chapters a day, in all languages. */
const CHAPTERS_A_MINUTE = 2;
const EPISODE_EVERY_MINUTES = 4;

interface Spread {
  readonly mean: number;
  readonly max: number;
}

export interface TickFigures {
  readonly feeds: number;
  readonly newsTicks: number;
  readonly quietTicks: number;
  /** Items that came out, and those of them that a subscriber is told. */
  readonly news: number;
  readonly told: number;
  readonly requests: Spread;
  readonly quiet: Readonly<Record<'cpu' | 'block' | 'statements', Spread>>;
  readonly idle: { readonly cpu: Spread };
  /** The original's way: each feed is asked for its newest item, and compared with the newest that is stored. */
  readonly naive: { readonly requests: number; readonly cpuMs: number };
}

/** The application on a clock that it shares with the platforms. */
class Run {
  /** Requests of each minute. */
  readonly minutely: number[] = [];

  constructor(
    readonly platforms: PlatformsProcess,
    readonly app: INestApplicationContext,
    readonly clock: SettableClock,
  ) {}

  async tick(): Promise<void> {
    await Promise.all([this.readStreams(), this.app.get(WebFeedPoller).tick()]);
  }

  async pass(ms: number): Promise<void> {
    this.clock.pass(ms);
    await this.platforms.moveTo(this.clock.now().getTime());
  }

  /** Counts the requests of `work`. */
  async counted(work: () => Promise<void>): Promise<void> {
    const before = await this.requests();
    await work();
    this.minutely.push((await this.requests()) - before);
  }

  async requests(): Promise<number> {
    const { anilist, mangadex } = await this.platforms.requests();
    return anilist + mangadex;
  }

  private async readStreams(): Promise<void> {
    await this.app.get(StreamPoller).tick();
    await this.app.get(Reconciler).tick();
  }
}

async function main(feeds: number): Promise<TickFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const clock = new SettableClock();
  const now = clock.now().getTime();
  const platforms = await PlatformsProcess.start(now);
  try {
    const databasePath = join(folder, 'data.db');
    const anime = await platforms.add('anime', feeds / 2);
    const manga = await platforms.add('manga', feeds / 2);
    const series = [
      ...anime.map((sourceId) => ({ platformId: 'AniList Anime' as const, sourceId })),
      ...manga.map((sourceId) => ({ platformId: 'MangaDex' as const, sourceId })),
    ];
    await seedDatabase(databasePath, {
      series,
      itemsEach: 10,
      subscribers: Math.max(10, feeds / 2),
      guilds: true,
      followersEach: 1,
      now,
    });
    const addresses = await platforms.addresses();
    const variables = {
      DATABASE_PATH: databasePath,
      ANILIST_API_URL: addresses.anilistUrl,
      MANGADEX_API_URL: addresses.mangadexUrl,
      ENABLE_FEED_PUBLISHER: 'false',
      LOG_LEVEL: 'error',
    };
    const application = await startApplication(variables, clock);
    const { app } = application;
    // A process that runs its sources compiles the thread's, which a bot does not do; so before anything is measured.
    app.get(Checkpointer).start();
    const run = new Run(platforms, app, clock);
    const counter = new StatementCounter(app.get(DataSource));
    await run.tick();
    const news = await newsMinutes(run, anime, manga);
    const told = (await app.get(OutboxRepository).countUnsent(Number.MAX_SAFE_INTEGER)).pending;
    const { quiet, idle } = await quietMinutes(run, counter);
    const naive = {
      requests: await askEach(run, addresses, { anime, manga }),
      cpuMs: await queryEach(run, feeds),
    };
    await application.close();
    return {
      feeds,
      newsTicks: run.minutely.length,
      quietTicks: quiet.length,
      news,
      told,
      requests: spread(run.minutely),
      quiet: {
        cpu: spread(quiet.map(({ cpuMs }) => cpuMs)),
        block: spread(quiet.map(({ longestBlockMs }) => longestBlockMs)),
        statements: spread(quiet.map(({ statements }) => statements)),
      },
      idle: { cpu: spread(idle.map(({ cpuMs }) => cpuMs)) },
      naive,
    };
  } finally {
    await platforms.close();
    rmSync(folder, { recursive: true });
  }
}

/** @returns how many items came out. */
async function newsMinutes(run: Run, anime: readonly string[], manga: readonly string[]): Promise<number> {
  const start = run.clock.now().getTime();
  let news = 0;
  for (let minute = EPISODE_EVERY_MINUTES; minute < NEWS_MINUTES - 2; minute += EPISODE_EVERY_MINUTES) {
    const animeId = anime[(minute * 31) % anime.length] ?? '';
    await run.platforms.schedule(animeId, 11 + minute, start + minute * MINUTE_MS);
    news += 1;
  }
  for (let minute = 0; minute < NEWS_MINUTES; minute += 1) {
    await run.pass(MINUTE_MS);
    const chapters = Array.from({ length: minute < NEWS_MINUTES - 2 ? CHAPTERS_A_MINUTE : 0 }, (_, n) => ({
      mangaId: manga[(minute * CHAPTERS_A_MINUTE + n) % manga.length] ?? '',
      chapter: String(11 + minute),
    }));
    await run.platforms.publish(chapters);
    news += chapters.length;
    await run.counted(() => run.tick());
  }
  return news;
}

async function quietMinutes(run: Run, counter: StatementCounter): Promise<{ quiet: Cost[]; idle: Cost[] }> {
  const quiet: Cost[] = [];
  const idle: Cost[] = [];
  for (let minute = 0; minute < WARM_UP + QUIET_MINUTES; minute += 1) {
    await run.pass(MINUTE_MS);
    await run.counted(async () => {
      const cost = await measure(() => run.tick(), counter);
      if (minute >= WARM_UP) quiet.push(cost);
    });
    await run.pass(1_000);
    idle.push(await measure(() => run.tick(), counter));
    await run.pass(-1_000);
  }
  return { quiet, idle: idle.slice(WARM_UP) };
}

async function queryEach({ app }: Run, feeds: number): Promise<number> {
  const items = app.get(FeedItemRepository);
  const { cpuMs } = await measure(async () => {
    for (let id = 1; id <= feeds; id += 1) await items.findLatest(id);
  });
  return cpuMs;
}

function spread(values: readonly number[]): Spread {
  return { mean: mean(values), max: Math.max(...values) };
}

void main(Number(process.argv[2])).then((figures) => process.send?.(figures));
