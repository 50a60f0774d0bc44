import { MigrationDatabase } from './migration-database';

const MANGA = 'a96676e5-8ae2-425e-b549-7f15dd34a6d8';
const ONESHOT = 'a05de006-df86-4fe1-9d20-32664a78c1cc';

describe('FeedChecks', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('StreamCursors');
    const feed = `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url, baseline_at) VALUES (?, '名', ?, ?, ?, ?, 5)`;
    database.run(feed, 1, 'MangaDex', MANGA, MANGA, 'u');
    database.run(feed, 2, 'AniList Anime', '5', '5', 'v');
    database.run(feed, 3, 'MangaDex', ONESHOT, ONESHOT, 'w');
    const item = `INSERT INTO feed_items (id, feed_id, description, published, item_key, logical_key, number, language, first_seen_at, is_baseline)
      VALUES (?, ?, '第1話 🎉', 0, ?, ?, ?, ?, 0, 0)`;
    database.run(item, 1, 1, 'k1', `${MANGA}|en|9.5`, '9.5', 'en');
    database.run(item, 2, 1, 'k2', `${MANGA}|pt-br|100a`, '100a', 'pt-br');
    database.run(item, 3, 1, ONESHOT, ONESHOT, null, 'en');
    database.run(item, 4, 2, '5:3', '5:3', '3', null);
    database.run(item, 5, 3, 'legacy:0', 'legacy:0', null, null);
    database.run(item, 6, 3, 'k6', `${MANGA}|en|extra|x`, 'extra|x', 'en');
    database.run(`INSERT INTO stream_cursors VALUES ('MangaDex', 'on-site', 1, 2, 3, 0, NULL)`);
  });
  afterEach(() => database.close());

  it('takes the language out of logical keys and knows the highest number of each feed', async () => {
    await database.upTo('FeedChecks');

    expect(
      database.rows('SELECT logical_key FROM feed_items ORDER BY id').map((row) => row['logical_key']),
    ).toEqual([`${MANGA}|9.5`, `${MANGA}|100a`, ONESHOT, '5:3', 'legacy:0', `${MANGA}|extra|x`]);
    expect(
      database.rows('SELECT highest_number AS n, state, next_check_at, is_adult FROM feeds ORDER BY id'),
    ).toEqual([
      { n: 100, state: 'active', next_check_at: 0n, is_adult: 0n },
      { n: 3, state: 'active', next_check_at: 0n, is_adult: 0n },
      { n: null, state: 'active', next_check_at: 0n, is_adult: 0n },
    ]);
    expect(database.rows('SELECT due_at, cursor_at FROM stream_cursors')).toEqual([
      { due_at: null, cursor_at: 1n },
    ]);
    expect(database.rows('SELECT SUM(is_backfill) AS n FROM feed_items')).toEqual([{ n: 0n }]);
  });

  it('comes back to the very same database', async () => {
    const before = database.dump();
    await database.upTo('FeedChecks');
    database.run(`UPDATE feeds SET state = 'completed', gap_since = 1, is_adult = 1, foreign_item_key = 'x'`);
    database.run('UPDATE stream_cursors SET due_at = 7');
    await database.down();

    expect(database.dump()).toEqual(before);
  });
});
