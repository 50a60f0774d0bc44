import { MigrationDatabase } from './migration-database';

const GUILD = '9223372036854775807';
const OTHER = '1180000000000000003';
const USER = '1180000000000000004';

describe('AddServerSettings', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('InitialSetup');
    for (const id of [1, 2, 3]) {
      database.run(
        `INSERT INTO feeds (id, name, url, tags) VALUES (?, ?, ?, 'a,b')`,
        id,
        `第${id}部 🎉`,
        `https://x.org/${id}`,
      );
    }
  });
  afterEach(() => database.close());

  const subscriber = (id: number, type: string, target: string): void => {
    database.run('INSERT INTO subscribers (id, type, target_id) VALUES (?, ?, ?)', id, type, target);
  };
  const subscription = (id: number, feedId: number, subscriberId: number): void => {
    database.run(
      'INSERT INTO feed_subscriptions (id, feed_id, subscriber_id) VALUES (?, ?, ?)',
      id,
      feedId,
      subscriberId,
    );
  };
  const subscribers = (): unknown => database.rows('SELECT id, type, target_id FROM subscribers ORDER BY id');
  const subscriptions = (): unknown =>
    database.rows('SELECT id, feed_id, subscriber_id FROM feed_subscriptions ORDER BY id');

  it('moves the channel into the settings and puts it back, with everything else as it was', async () => {
    subscriber(1, 'guild', `${GUILD}:1180000000000000010`);
    subscriber(2, 'dm', USER);
    subscription(1, 1, 1);
    subscription(2, 1, 2);
    const before = database.dump();

    await database.upTo('AddServerSettings');
    expect(subscribers()).toEqual([
      { id: 1n, type: 'guild', target_id: GUILD },
      { id: 2n, type: 'dm', target_id: USER },
    ]);
    expect(database.rows('SELECT guild_id, typeof(guild_id) AS type, settings FROM server_settings')).toEqual(
      [{ guild_id: BigInt(GUILD), type: 'integer', settings: '{"channel_id":"1180000000000000010"}' }],
    );

    await database.down();
    expect(database.dump()).toEqual(before);
  });

  it('merges the subscribers of a guild into the lowest and takes the first channel in text order', async () => {
    subscriber(3, 'guild', `${GUILD}:30`);
    subscriber(5, 'guild', `${GUILD}:200`);
    subscriber(6, 'guild', `${OTHER}:1`);
    subscription(1, 1, 3);
    subscription(2, 1, 5);
    subscription(3, 2, 5);
    subscription(4, 1, 6);

    await database.upTo('AddServerSettings');

    expect(subscribers()).toEqual([
      { id: 3n, type: 'guild', target_id: GUILD },
      { id: 6n, type: 'guild', target_id: OTHER },
    ]);
    expect(subscriptions()).toEqual([
      { id: 1n, feed_id: 1n, subscriber_id: 3n },
      { id: 3n, feed_id: 2n, subscriber_id: 3n },
      { id: 4n, feed_id: 1n, subscriber_id: 6n },
    ]);
    expect(
      database.rows(`SELECT settings ->> '$.channel_id' AS channel FROM server_settings ORDER BY 1`),
    ).toEqual([{ channel: '1' }, { channel: '200' }]);

    await database.down();
    expect(subscribers()).toEqual([
      { id: 3n, type: 'guild', target_id: `${GUILD}:200` },
      { id: 6n, type: 'guild', target_id: `${OTHER}:1` },
    ]);
  });

  it('merges two subscribers that share a feed which the kept one lacks', async () => {
    for (const id of [1, 2, 3]) subscriber(id, 'guild', `${GUILD}:${id}`);
    subscription(1, 3, 2);
    subscription(2, 3, 3);

    await database.upTo('AddServerSettings');

    expect(subscriptions()).toEqual([{ id: 1n, feed_id: 3n, subscriber_id: 1n }]);
  });

  it('merges a subscriber without a channel and leaves a guild without settings as it is on the way down', async () => {
    subscriber(1, 'guild', GUILD);
    subscriber(2, 'guild', `${GUILD}:7`);
    subscriber(3, 'guild', OTHER);

    await database.upTo('AddServerSettings');
    expect(subscribers()).toEqual([
      { id: 1n, type: 'guild', target_id: GUILD },
      { id: 3n, type: 'guild', target_id: OTHER },
    ]);

    database.run(`INSERT INTO server_settings VALUES (${OTHER}, '{"channel_id":null}')`);
    await database.down();
    expect(subscribers()).toEqual([
      { id: 1n, type: 'guild', target_id: `${GUILD}:7` },
      { id: 3n, type: 'guild', target_id: OTHER },
    ]);
  });
});

describe('NestSettingsByFeature', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('AddVoiceSessions');
  });
  afterEach(() => database.close());

  const store = (settings: unknown): void => {
    database.run('INSERT INTO server_settings VALUES (?, ?)', BigInt(GUILD), JSON.stringify(settings));
  };
  const stored = (): unknown => {
    const [row] = database.rows('SELECT settings FROM server_settings');
    return JSON.parse(String(row?.settings)) as unknown;
  };

  it.each([
    [
      { enabled: true, voice_tracking_enabled: false },
      { feeds: { enabled: true }, voice: { enabled: false } },
    ],
    [
      { enabled: 1, voice_tracking_enabled: 0 },
      { feeds: { enabled: 1 }, voice: { enabled: 0 } },
    ],
    [{ channel_id: '1180000000000000010' }, { feeds: { channel_id: '1180000000000000010' }, voice: {} }],
    [
      {
        enabled: false,
        channel_id: '9223372036854775807',
        subscribe_role_id: '2',
        unsubscribe_role_id: '3',
        memo: '部屋 🎉',
      },
      {
        feeds: {
          enabled: false,
          channel_id: '9223372036854775807',
          subscribe_role_id: '2',
          unsubscribe_role_id: '3',
        },
        voice: {},
        memo: '部屋 🎉',
      },
    ],
  ])('nests %j and makes it flat again', async (flat, nested) => {
    store(flat);

    await database.upTo('NestSettingsByFeature');
    expect(stored()).toEqual(nested);

    await database.down();
    expect(stored()).toEqual(flat);
  });

  it('keeps the settings of features that the flat form does not know, both ways', async () => {
    await database.upTo('NestSettingsByFeature');
    store({ feeds: { enabled: true }, voice: {}, welcome: { messages: ['いらっしゃい'] } });
    const before = stored();

    await database.down();
    expect(stored()).toEqual({ enabled: true, welcome: { messages: ['いらっしゃい'] } });

    await database.upTo('NestSettingsByFeature');
    expect(stored()).toEqual(before);
  });

  it('leaves text alone that is not JSON', async () => {
    database.run('INSERT INTO server_settings VALUES (1, ?)', 'broken {');
    await database.upTo('NestSettingsByFeature');
    await database.down();

    expect(database.rows('SELECT settings FROM server_settings')).toEqual([{ settings: 'broken {' }]);
  });
});
