import { MigrationDatabase } from './migration-database';

const USER = 9223372036854775807n;
const GUILD = 1180000000000000003n;

/** A database as the last version of the original leaves it, except that no time is finer than a millisecond. */
function fillOriginal(database: MigrationDatabase): void {
  const rows: [string, ...unknown[]][] = [
    [
      'feeds',
      1,
      '葬送のフリーレン 🎉',
      '説明',
      'MangaDex',
      'b0b721ff',
      'b0b721ff',
      'https://mangadex.org/title/b0b721ff',
      'https://x.org/c.png',
      'Action,恋愛',
    ],
    [
      'feeds',
      2,
      'Frieren',
      null,
      'AniList Anime',
      '154587',
      '154587',
      'https://anilist.co/anime/154587',
      null,
      null,
    ],
    ['feed_items', 1, 1, '第1話 "引用"', '2026-01-05T09:47:44.123+00:00'],
    ['feed_items', 2, 1, '第2話', '2026-01-06T09:47:44.000+00:00'],
    ['feed_items', 3, 2, 'Episode 1', '2026-01-05T09:47:44.123+00:00'],
    ['subscribers', 1, 'guild', String(GUILD)],
    ['subscribers', 2, 'dm', String(USER)],
    ['feed_subscriptions', 1, 1, 1],
    ['feed_subscriptions', 2, 1, 2],
    ['feed_subscriptions', 3, 2, 2],
    [
      'server_settings',
      GUILD,
      '{"feeds":{"enabled":1,"channel_id":"1180000000000000010"},"voice":{"enabled":0},"welcome":{"messages":["やあ"]}}',
    ],
    [
      'voice_sessions',
      1,
      USER,
      GUILD,
      1180000000000000009n,
      '2026-01-05T09:47:44.123+00:00',
      '2026-01-05T10:00:00.000+00:00',
      0,
    ],
    [
      'voice_sessions',
      2,
      USER,
      GUILD,
      1180000000000000009n,
      '2026-01-05T11:00:00.000+00:00',
      '2026-01-05T11:00:00.000+00:00',
      1,
    ],
    ['bot_meta', 'voice_heartbeat', '2026-01-05T11:00:10.123456789+00:00'],
  ];
  for (const [table, ...values] of rows) {
    database.run(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, ...values);
  }
}

describe('a database of the original', () => {
  let database: MigrationDatabase;
  let ours: string[];

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    const names = database.migrationNames.map((name) => name.slice(0, -13));
    ours = names.slice(names.indexOf('AddVoiceSessionsIsActive') + 1);
    await database.upTo('AddVoiceSessionsIsActive');
    fillOriginal(database);
  });
  afterEach(() => database.close());

  it('comes back from each of our versions as it was', async () => {
    const dumps = [database.dump()];
    for (const name of ours) {
      await database.upTo(name);
      dumps.push(database.dump());
    }
    for (let version = ours.length - 1; version >= 0; version -= 1) {
      await database.down();
      expect(database.dump()).toEqual(dumps[version]);
    }
  });

  it('keeps every row on the way down to the first version', async () => {
    await database.upTo(ours.at(-1) ?? '');
    const steps = database.migrationNames.length - 1;
    for (let step = 0; step < steps; step += 1) await database.down();

    expect(database.rows('SELECT id, name, url FROM feeds')).toEqual([
      { id: 1n, name: '葬送のフリーレン 🎉', url: 'https://mangadex.org/title/b0b721ff' },
      { id: 2n, name: 'Frieren', url: 'https://anilist.co/anime/154587' },
    ]);
    expect(database.rows('SELECT id, target_id FROM subscribers')).toEqual([
      { id: 1n, target_id: `${GUILD}:1180000000000000010` },
      { id: 2n, target_id: String(USER) },
    ]);
    expect(database.rows('SELECT id, feed_id, subscriber_id FROM feed_subscriptions')).toHaveLength(3);
    expect(database.rows('SELECT published FROM feed_items ORDER BY id')).toEqual([
      { published: '2026-01-05T09:47:44.123+00:00' },
      { published: '2026-01-06T09:47:44.000+00:00' },
      { published: '2026-01-05T09:47:44.123+00:00' },
    ]);
  });

  it('takes new columns and tables back with rows in them, and what refers to a subscriber stays', async () => {
    await database.upTo('ItemKeys');
    const before = database.dump();
    await database.upTo('StreamCursors');
    database.run(`UPDATE subscribers SET unreachable_since = 1, unreachable_reason = '50007 🎉'`);
    database.run(
      `INSERT INTO outbox_messages (subscriber_id, kind, payload, dedupe_key, nonce, state, next_attempt_at, created_at)
       VALUES (2, 'release', '{}', 'k', 'n', 'pending', 0, 0)`,
    );
    database.run(`INSERT INTO stream_cursors VALUES ('MangaDex', 'on-site', 0, 0, NULL, 0, NULL)`);

    await database.down();
    await database.down();

    expect(database.dump()).toEqual(before);
  });
});
