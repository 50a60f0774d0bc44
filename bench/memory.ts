import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BotProcess } from '../sandbox/bot-process';
import { SandboxDiscord } from '../sandbox/discord';
import { SandboxPlatforms } from '../sandbox/platforms';
import { seedDatabase } from './feeds/seed-database';

const FEEDS = Number(process.env.BENCH_FEEDS ?? 100_000);
const ITEMS_EACH = 10;
const FOLLOWERS_EACH = 2;
/** The poll interval is a second here. */
const TICKS = Number(process.env.BENCH_TICKS ?? 30);
const TICK_MS = 1_000;
/** Of the heap after 30 ticks; were the rows there, it would be several times as large. */
const MOST_GROWTH = 1.25;

interface Memory {
  readonly heapUsed: number;
  readonly rss: number;
}

interface Figures {
  readonly database: string;
  readonly feeds: number;
  readonly started: Memory;
  readonly ticked: Memory;
  readonly requests: number;
}

/** What the bot's process holds in memory: with an empty database, with a few series (it reads then), with very many. */
async function main(): Promise<void> {
  report(await measure('empty', 0), await measure('small', 10), await measure('large', FEEDS));
}

async function measure(database: string, feeds: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const databasePath = join(folder, 'data.db');
  const discord = await SandboxDiscord.start({ rateLimits: false });
  const platforms = await SandboxPlatforms.start({ rateLimits: false });
  const series = Array.from({ length: feeds }, (_, n) =>
    n % 2 === 0
      ? { platformId: 'AniList Anime' as const, sourceId: String(platforms.world.addAnime().id) }
      : { platformId: 'MangaDex' as const, sourceId: platforms.world.addManga().id },
  );
  const subscribers = Math.max(1, feeds / 2);
  await seedDatabase(databasePath, {
    series,
    itemsEach: ITEMS_EACH,
    subscribers,
    // Guilds would have to be in the sandbox's Discord as well: the bot looks for those it was removed from.
    guilds: false,
    followersEach: FOLLOWERS_EACH,
    now: Date.now(),
  });
  const variables = {
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: `--require ${join(__dirname, '../dist/bench/memory-probe.js')}`,
  };
  const bot = BotProcess.start({ discord, platforms, databasePath, variables });
  try {
    await Promise.race([discord.gateway.ready(), bot.exited()]);
    await sleep(TICK_MS);
    const started = await memoryOf(bot);
    for (let tick = 0; tick < TICKS; tick += 1) {
      const { sourceId, platformId } = series[tick * 2 + 1] ?? {};
      if (platformId === 'MangaDex' && sourceId !== undefined) {
        platforms.world.publishChapter(sourceId, { chapter: String(ITEMS_EACH + 1) });
      }
      await sleep(TICK_MS);
    }
    const ticked = await memoryOf(bot);
    const requests = platforms.anilist.requests.length + platforms.mangadex.requests.length;
    return { database, feeds, started, ticked, requests };
  } finally {
    await bot.kill();
    await discord.close();
    await platforms.close();
    rmSync(folder, { recursive: true });
  }
}

async function memoryOf(bot: BotProcess): Promise<Memory> {
  const answers = (): string[] => [...bot.log.matchAll(/^MEMORY (.*)$/gm)].map(([, json]) => json ?? '');
  const before = answers().length;
  process.kill(bot.pid, 'SIGUSR2');
  while (answers().length === before) {
    if (!bot.running) throw new Error(`The bot has stopped:\n${bot.log}`);
    await sleep(10);
  }
  return JSON.parse(answers().at(-1) ?? '') as Memory;
}

function report(empty: Figures, small: Figures, large: Figures): void {
  console.log(`Of the bot's process, after a collection; ${TICKS} ticks of a second, each with a new item`);
  const mb = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);
  console.table(
    [empty, small, large].map(({ database, feeds, started, ticked, requests }) => ({
      database,
      feeds,
      items: feeds * ITEMS_EACH,
      subscriptions: feeds * FOLLOWERS_EACH,
      'heap at start (MB)': mb(started.heapUsed),
      'heap after ticks (MB)': mb(ticked.heapUsed),
      'RSS at start (MB)': mb(started.rss),
      'RSS after ticks (MB)': mb(ticked.rss),
      requests,
    })),
  );
  const ratio = (moment: 'started' | 'ticked', figure: keyof Memory): number =>
    large[moment][figure] / empty[moment][figure];
  for (const figure of ['heapUsed', 'rss'] as const) {
    console.log(
      `${figure}: ${ratio('started', figure).toFixed(2)} times the empty one at start, ${ratio('ticked', figure).toFixed(2)} times after the ticks`,
    );
  }
  console.log(`Goal: the heap at most ${MOST_GROWTH} times as large`);
  const ratios = [ratio('started', 'heapUsed'), ratio('ticked', 'heapUsed')];
  if (ratios.some((value) => !(value <= MOST_GROWTH))) process.exitCode = 1;
}

void main();
