import Database from 'better-sqlite3';

import { dataSourceOptions, openDatabase } from '../../src/database';

const DAY_MS = 24 * 3_600_000;
const ITEM_EVERY_MS = 7 * DAY_MS;

export interface SeededSeries {
  readonly platformId: 'AniList Anime' | 'MangaDex';
  readonly sourceId: string;
}

export interface Contents {
  /** Get the ids 1, 2, 3 and so on. */
  readonly series: readonly SeededSeries[];
  readonly itemsEach: number;
  readonly subscribers: number;
  /** Whether every other subscriber is a guild with a channel; members otherwise. */
  readonly guilds: boolean;
  /** Of each series; the subscribers take turns. */
  readonly followersEach: number;
  readonly now: number;
}

/** A migrated database as a bot has it that has run for months. */
export async function seedDatabase(path: string, contents: Contents): Promise<void> {
  await (await openDatabase({ ...dataSourceOptions(path), entities: [] })).destroy();
  const file = new Database(path);
  file.pragma('synchronous = OFF');
  file.transaction(() => {
    insertSubscribers(file, contents);
    insertSeries(file, contents);
  })();
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

function insertSubscribers(file: Database.Database, { subscribers, guilds }: Contents): void {
  const subscriber = file.prepare('INSERT INTO subscribers (id, type, target_id) VALUES (?, ?, ?)');
  const settings = file.prepare('INSERT INTO server_settings (guild_id, settings) VALUES (?, ?)');
  for (let id = 1; id <= subscribers; id += 1) {
    const targetId = String(200_000_000_000_000_000n + BigInt(id));
    const isGuild = guilds && id % 2 === 0;
    subscriber.run(id, isGuild ? 'guild' : 'dm', targetId);
    if (isGuild) settings.run(targetId, JSON.stringify({ feeds: { channel_id: `3${targetId}` } }));
  }
}

function insertSeries(file: Database.Database, contents: Contents): void {
  const { series, itemsEach, subscribers, followersEach, now } = contents;
  const feed = file.prepare(`
    INSERT INTO feeds (id, name, description, platform_id, source_id, items_id, source_url, tags, baseline_at,
      highest_number, next_check_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, 'Adventure,Comedy', ?, ?, ?)`);
  const item = file.prepare(`
    INSERT INTO feed_items (feed_id, description, published, item_key, logical_key, number, language, group_name, url,
      first_seen_at, is_baseline)
    VALUES (?, ?, ?, ?, ?, ?, 'en', 'Invented Scans', ?, ?, 0)`);
  const subscription = file.prepare(
    'INSERT INTO feed_subscriptions (feed_id, subscriber_id, created_at) VALUES (?, ?, 0)',
  );
  for (const [index, { platformId, sourceId }] of series.entries()) {
    const id = index + 1;
    const url = `https://example.org/${sourceId}`;
    // Spread over a day, as they are after a day.
    const nextCheckAt = now + Math.floor((DAY_MS * ((id * 7919) % series.length)) / series.length);
    const text = `The story of series ${id}. `.repeat(10);
    feed.run(
      id,
      `Series ${id}`,
      text,
      platformId,
      sourceId,
      sourceId,
      url,
      now - DAY_MS,
      itemsEach || null,
      nextCheckAt,
    );
    for (let number = 1; number <= itemsEach; number += 1) {
      const at = now - (itemsEach - number + 1) * ITEM_EVERY_MS;
      const key = `${sourceId}|${number}`;
      item.run(id, `Chapter ${number}`, at, `item:${key}`, key, String(number), `${url}/${number}`, at);
    }
    for (let n = 0; n < followersEach; n += 1) {
      subscription.run(id, ((index * followersEach + n) % subscribers) + 1);
    }
  }
}
