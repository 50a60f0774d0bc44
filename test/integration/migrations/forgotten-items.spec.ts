import { MigrationDatabase } from './migration-database';

describe('ForgottenItems', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('VoiceTotals');
    database.run(
      `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url)
       VALUES (1, '名', 'MangaDex', 'a', 'a', 'https://mangadex.org/title/a')`,
    );
    database.run(
      `INSERT INTO feed_items (feed_id, description, published, item_key, logical_key, first_seen_at, is_baseline)
       VALUES (1, 'Chapter 1', 5, 'k', 'a|1', 5, 0)`,
    );
  });
  afterEach(() => database.close());

  it('adds its table and takes it away again without touching what is there', async () => {
    const before = database.dump();
    await database.upTo('ForgottenItems');
    database.run('INSERT INTO forgotten_items VALUES (1, 2, 3, NULL, NULL)');
    while (database.schema().some(({ name }) => name === 'forgotten_items')) await database.down();
    expect(database.dump()).toEqual(before);
  });

  it('forgets what is left of items together with their feed', async () => {
    await database.upTo('ForgottenItems');
    database.run('INSERT INTO forgotten_items VALUES (1, 2, 3, NULL, NULL)');
    database.run('PRAGMA foreign_keys = ON');
    database.run('DELETE FROM feeds WHERE id = 1');
    expect(database.rows('SELECT * FROM forgotten_items')).toEqual([]);
  });
});
