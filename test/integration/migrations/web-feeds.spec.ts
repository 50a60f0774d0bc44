import { MigrationDatabase } from './migration-database';

describe('WebFeeds', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('FeedChecks');
    database.run(
      `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url)
       VALUES (1, '名', 'Web feed', 'https://a.b/f', 'https://a.b/f', 'https://a.b/f')`,
    );
    database.run(
      `INSERT INTO feed_items (id, feed_id, description, published, item_key, logical_key, first_seen_at, is_baseline)
       VALUES (3, 1, '第1話 🎉', 5, 'k', 'k', 5, 1)`,
    );
  });
  afterEach(() => database.close());

  it('adds its table and takes it away again without touching feeds and items', async () => {
    const before = database.dump();
    await database.upTo('WebFeeds');
    database.run(`INSERT INTO web_feeds (feed_id, host, next_read_at) VALUES (1, 'a.b', 7)`);
    expect(database.rows('SELECT interval_ms, failures, etag FROM web_feeds')).toEqual([
      { interval_ms: 1_800_000n, failures: 0n, etag: null },
    ]);
    await database.down();
    expect(database.dump()).toEqual(before);
  });

  it('forgets what it knows of a feed together with the feed', async () => {
    await database.upTo('WebFeeds');
    database.run(`INSERT INTO web_feeds (feed_id, host, next_read_at) VALUES (1, 'a.b', 7)`);
    database.run('PRAGMA foreign_keys = ON');
    database.run('DELETE FROM feeds WHERE id = 1');
    expect(database.rows('SELECT * FROM web_feeds')).toEqual([]);
  });

  it('finds what is due by its index, however many feeds wait', async () => {
    await database.upTo('WebFeeds');
    const plan = database.rows(
      `EXPLAIN QUERY PLAN SELECT * FROM web_feeds
       WHERE next_read_at <= 5 AND host NOT IN (SELECT value FROM json_each('[]')) ORDER BY next_read_at LIMIT 1`,
    );
    const details = plan.map(({ detail }) => String(detail));
    expect(details[0]).toContain('ix_web_feeds_next_read_at_host (next_read_at<?)');
    expect(details.join()).not.toContain('TEMP B-TREE FOR ORDER');
  });
});
