import { DataSource } from 'typeorm';

import { dataSourceOptions } from '../../../src/database';
import { MigrationDatabase } from './migration-database';

const PUBLISHED = '2026-01-05T09:47:44.123456789+00:00';

describe('BreakFeedUrl', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('AddServerSettings');
    const feed = 'INSERT INTO feeds (id, name, description, url, cover_url, tags) VALUES (?, ?, ?, ?, ?, ?)';
    database.run(
      feed,
      1,
      'ワンピース 🏴‍☠️',
      '説明',
      'https://mangadex.org/title/a1c7c817-4e59',
      'https://x.org/c',
      'a,b',
    );
    database.run(feed, 5, 'Frieren', null, 'https://anilist.co/anime/154587', null, null);
    database.run(feed, 9, 'Elsewhere', null, 'https://example.org/serie/1', null, null);
    database.run('INSERT INTO feed_items VALUES (3, 1, ?, ?)', '第1話 🎉', PUBLISHED);
    database.run(`INSERT INTO subscribers VALUES (7, 'dm', '9223372036854775807')`);
    database.run('INSERT INTO feed_subscriptions VALUES (11, 5, 7)');
  });
  afterEach(() => database.close());

  it('splits the address into platform and identity and keeps everything that refers to a feed', async () => {
    const { feed_items, feed_subscriptions } = database.dump();
    await database.upTo('BreakFeedUrl');

    expect(
      database.rows('SELECT id, platform_id, source_id, items_id, source_url FROM feeds ORDER BY id'),
    ).toEqual([
      {
        id: 1n,
        platform_id: 'MangaDex',
        source_id: 'a1c7c817-4e59',
        items_id: 'a1c7c817-4e59',
        source_url: 'https://mangadex.org/title/a1c7c817-4e59',
      },
      {
        id: 5n,
        platform_id: 'AniList Anime',
        source_id: '154587',
        items_id: '154587',
        source_url: 'https://anilist.co/anime/154587',
      },
      {
        id: 9n,
        platform_id: 'Unknown',
        source_id: 'https://example.org/serie/1',
        items_id: 'https://example.org/serie/1',
        source_url: 'https://example.org/serie/1',
      },
    ]);
    expect(database.dump()).toMatchObject({ feed_items, feed_subscriptions });
  });

  it('comes back to the very same database, dependants and spent ids included', async () => {
    database.run('DELETE FROM feeds WHERE id = 9');
    const before = database.dump();
    expect(before['sequences']).toContainEqual({ name: 'feeds', seq: 9n });

    await database.upTo('BreakFeedUrl');
    await database.down();

    expect(database.dump()).toEqual(before);
  });

  it('refuses to rebuild while foreign keys are on, because that would delete what refers to a feed', async () => {
    await database.upTo('BreakFeedUrl');
    const before = database.dump();
    const plain = await new DataSource(dataSourceOptions(database.path)).initialize();

    await expect(plain.undoLastMigration({ transaction: 'each' })).rejects.toThrow('foreign keys are on');

    await plain.destroy();
    expect(database.dump()).toEqual(before);
  });

  it('changes nothing when the rows violate a foreign key, instead of carrying the damage on', async () => {
    database.run('PRAGMA foreign_keys = OFF');
    database.run('INSERT INTO feed_items VALUES (4, 77, ?, ?)', 'orphan', PUBLISHED);
    const before = database.dump();

    jest.spyOn(console, 'log').mockImplementation();
    await expect(database.upTo('BreakFeedUrl')).rejects.toThrow('foreign keys are violated');
    jest.restoreAllMocks();

    expect(database.dump()).toEqual(before);
  });
});

describe('ItemKeys', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('MillisecondInstants');
    database.run(
      `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url) VALUES (1, '名', 'MangaDex', 'a', 'a', 'u')`,
    );
    database.run(`INSERT INTO subscribers VALUES (7, 'dm', '9223372036854775807')`);
    database.run('INSERT INTO feed_subscriptions VALUES (11, 1, 7)');
    database.run('INSERT INTO feed_items VALUES (3, 1, ?, 1767606464123)', '第1話 🎉');
  });
  afterEach(() => database.close());

  it('carries items over as known ones that are never announced', async () => {
    await database.upTo('ItemKeys');

    expect(database.rows('SELECT * FROM feed_items')).toEqual([
      {
        id: 3n,
        feed_id: 1n,
        description: '第1話 🎉',
        published: 1767606464123n,
        item_key: 'legacy:1767606464123',
        logical_key: 'legacy:1767606464123',
        number: null,
        language: null,
        group_name: null,
        url: null,
        first_seen_at: 1767606464123n,
        is_baseline: 1n,
      },
    ]);
    expect(database.rows('SELECT * FROM feed_subscriptions')).toEqual([
      { id: 11n, feed_id: 1n, subscriber_id: 7n, created_at: 0n },
    ]);
    expect(database.rows('SELECT baseline_at FROM feeds')).toEqual([{ baseline_at: null }]);
  });

  it('comes back to the very same database', async () => {
    const before = database.dump();
    await database.upTo('ItemKeys');
    await database.down();

    expect(database.dump()).toEqual(before);
  });

  it('keeps every item on the way down, those with equal times a millisecond apart', async () => {
    await database.upTo('ItemKeys');
    const item = `INSERT INTO feed_items (id, feed_id, description, published, item_key, logical_key, first_seen_at, is_baseline)
      VALUES (?, ?, ?, ?, ?, ?, 0, 0)`;
    database.run(
      `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url) VALUES (2, 'x', 'Comick', 'b', 'b', 'v')`,
    );
    [
      [20, 1, 100],
      [21, 1, 100],
      [22, 1, 101],
      [23, 1, 100],
      [24, 1, 500],
      [25, 2, 100],
    ].forEach(([id, feed, published]) => {
      database.run(item, id, feed, `item ${String(id)}`, published, `k${String(id)}`, 'l');
    });

    await database.down();

    expect(database.rows('SELECT id, published FROM feed_items ORDER BY id')).toEqual([
      { id: 3n, published: 1767606464123n },
      { id: 20n, published: 100n },
      { id: 21n, published: 101n },
      { id: 22n, published: 103n },
      { id: 23n, published: 102n },
      { id: 24n, published: 500n },
      { id: 25n, published: 100n },
    ]);
  });
});
