import { MigrationDatabase } from './migration-database';

describe('ForumPosts', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('SubscriptionOptions');
    database.run(
      `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url)
       VALUES (1, '名', 'MangaDex', 'a', 'a', 'https://mangadex.org/title/a')`,
    );
    database.run(`INSERT INTO subscribers (id, type, target_id) VALUES (9, 'guild', '66')`);
    database.run(
      `INSERT INTO feed_subscriptions (id, feed_id, subscriber_id, created_at, channel_id) VALUES (2, 1, 9, 5, '77')`,
    );
  });
  afterEach(() => database.close());

  it('adds its table and takes it away again without touching what is there', async () => {
    const before = database.dump();
    await database.upTo('ForumPosts');
    database.run(`INSERT INTO forum_posts (channel_id, feed_id, thread_id) VALUES ('77', 1, '88')`);
    await database.down();
    expect(database.dump()).toEqual(before);
  });

  it('has one post a forum and series, and forgets it together with the series', async () => {
    await database.upTo('ForumPosts');
    database.run(`INSERT INTO forum_posts (channel_id, feed_id, thread_id) VALUES ('77', 1, '88')`);
    expect(() => {
      database.run(`INSERT INTO forum_posts (channel_id, feed_id, thread_id) VALUES ('77', 1, '99')`);
    }).toThrow(/UNIQUE/);
    expect(() => {
      database.run(`INSERT INTO forum_posts (channel_id, feed_id, thread_id) VALUES ('78', 1, '88')`);
    }).toThrow(/UNIQUE/);
    database.run('PRAGMA foreign_keys = ON');
    database.run('DELETE FROM feeds WHERE id = 1');
    expect(database.rows('SELECT * FROM forum_posts')).toEqual([]);
  });
});
