import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';

import { BotProcess } from '../sandbox/bot-process';
import { SandboxDiscord } from '../sandbox/discord';
import { dataSourceOptions, openDatabase } from '../src/database';

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 10_000);
const TARGETS = Number(process.env.BENCH_TARGETS ?? 2_000);
const GOAL = 0.95;
/** Discord's global limit, which the sandbox enforces. */
const LIMIT = 50;
const ROUTE = '/channels/{channel_id}/messages';
const CLOSED = 'http://127.0.0.1:9';

/** How fast the bot, as a process of its own, brings owed messages to a Discord that enforces its limits. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-bench-'));
  const databasePath = join(folder, 'data.db');
  const discord = await SandboxDiscord.start();
  const places = Array.from({ length: TARGETS }, (_, n) => {
    const guild = discord.createGuild({ name: `Guild ${n}` });
    return { guildId: guild.id, channelId: discord.createChannel(guild.id, { name: 'releases' }).id };
  });
  await seed(databasePath, places);
  const sentAt: number[] = [];
  let refused = 0;
  const stalls = monitorEventLoopDelay({ resolution: 5 });
  stalls.enable();
  discord.onRequest(({ method, route, status }) => {
    if (status === 429) refused += 1;
    if (method === 'POST' && route === ROUTE && status === 200) sentAt.push(performance.now());
  });
  const platforms = { anilistUrl: CLOSED, mangadexUrl: CLOSED };
  const variables = { ENABLE_FEED_PUBLISHER: 'false', LOG_LEVEL: 'warn' };
  const bot = BotProcess.start({ discord, platforms, databasePath, variables });
  try {
    const patienceMs = 60_000 + (MESSAGES / 20) * 1000;
    await discord.until(() => {
      if (!bot.running) throw new Error(`The bot has stopped:\n${bot.log}`);
      return sentAt.length >= MESSAGES;
    }, patienceMs);
    report(sentAt, refused, cpuSeconds(bot.pid), stalls);
    await bot.stop();
    reportOrder(discord, places);
  } finally {
    await bot.kill();
    await discord.close();
    rmSync(folder, { recursive: true });
  }
}

/** One feed that every guild follows, and its items, owed to the guilds in turn. */
async function seed(path: string, places: readonly { guildId: string; channelId: string }[]): Promise<void> {
  await (await openDatabase({ ...dataSourceOptions(path), entities: [] })).destroy();
  const file = new Database(path);
  const insert = (sql: string): Database.Statement => file.prepare(`INSERT INTO ${sql}`);
  const item =
    insert(`feed_items (id, feed_id, description, published, item_key, logical_key, url, first_seen_at, is_baseline)
    VALUES (?, 1, ?, ?, ?, ?, ?, ?, 0)`);
  const subscriber = insert(`subscribers (id, type, target_id) VALUES (?, 'guild', ?)`);
  const settings = insert('server_settings (guild_id, settings) VALUES (?, ?)');
  const subscription = insert('feed_subscriptions (feed_id, subscriber_id, created_at) VALUES (1, ?, 0)');
  const owed =
    insert(`outbox_messages (subscriber_id, kind, payload, dedupe_key, nonce, state, next_attempt_at, created_at)
    VALUES (?, 'feeds.release', ?, ?, ?, 'pending', 0, 0)`);
  const perTarget = Math.ceil(MESSAGES / TARGETS);
  file.transaction(() => {
    insert(`feeds (id, name, platform_id, source_id, items_id, source_url)
      VALUES (1, 'Salt and Starlight', 'MangaDex', 'x', 'x', 'https://mangadex.org/title/x')`).run();
    for (let n = 1; n <= perTarget; n++) {
      item.run(
        n,
        `Chapter ${n}`,
        n * 1000,
        `item-${n}`,
        `chapter-${n}`,
        `https://mangadex.org/chapter/${n}`,
        n,
      );
    }
    for (const [index, { guildId, channelId }] of places.entries()) {
      subscriber.run(index + 1, guildId);
      settings.run(guildId, JSON.stringify({ feeds: { channel_id: channelId } }));
      subscription.run(index + 1);
    }
    for (let n = 0; n < MESSAGES; n++) {
      const itemId = Math.floor(n / TARGETS) + 1;
      const payload = JSON.stringify({ releases: [{ feedId: 1, itemIds: [itemId] }] });
      owed.run((n % TARGETS) + 1, payload, `release:${itemId}`, `bench-${n}`);
    }
  })();
  file.close();
}

function report(sentAt: readonly number[], refused: number, cpu: number, stalls: IntervalHistogram): void {
  const seconds = ((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)) / 1000;
  const perSecond = (sentAt.length - 1) / seconds;
  const share = perSecond / LIMIT;
  console.table([
    {
      messages: sentAt.length,
      targets: TARGETS,
      seconds: seconds.toFixed(1),
      'messages/s': perSecond.toFixed(2),
      'limit/s': LIMIT,
      'of the limit': `${(share * 100).toFixed(1)} %`,
      '429s': refused,
      'CPU s of the bot': cpu.toFixed(1),
      // What arrives while the sandbox stands still counts all at once, as if the bot had sent it so.
      'longest stall of the sandbox (ms)': Math.round(stalls.max / 1e6),
    },
  ]);
  console.log(`Goal: at least ${GOAL * 100} % of the limit and no 429`);
  if (!(share >= GOAL) || refused > 0) process.exitCode = 1;
}

/** Each channel has every message that is owed to it once and in order. */
function reportOrder(discord: SandboxDiscord, places: readonly { channelId: string }[]): void {
  const wrong = places.filter(({ channelId }, index) => {
    const told = discord
      .messages(channelId)
      .map(({ components }) => Number(/Chapter (\d+)/.exec(JSON.stringify(components))?.[1]));
    const owed = Math.floor(MESSAGES / TARGETS) + (index < MESSAGES % TARGETS ? 1 : 0);
    return told.length !== owed || told.some((chapter, n) => chapter !== n + 1);
  });
  console.log(`Channels with a missing, repeated or misplaced message: ${wrong.length}`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** User and system time so far; the kernel counts it in hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

void main();
