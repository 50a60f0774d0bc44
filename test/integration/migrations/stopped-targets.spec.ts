import { MigrationDatabase } from './migration-database';

describe('StoppedTargets', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
    await database.upTo('WebFeeds');
    const insert =
      'INSERT INTO subscribers (id, type, target_id, unreachable_since, unreachable_reason) VALUES';
    database.run(
      `${insert} (1, 'dm', '1180000000000000001', 5, '403 50007: Cannot send messages to this user')`,
    );
    database.run(`${insert} (2, 'guild', '1180000000000000002', NULL, NULL)`);
    for (const n of [1, 2]) {
      database.run(
        `INSERT INTO outbox_messages (id, subscriber_id, kind, payload, dedupe_key, nonce, state, next_attempt_at, created_at)
         VALUES (?, 1, 'feeds.release', ?, ?, ?, 'pending', 0, 0)`,
        n,
        JSON.stringify({ feedId: n, itemIds: [n] }),
        `key-${n}`,
        `nonce-${n}`,
      );
    }
  });
  afterEach(() => database.close());

  const applied = (): Promise<void> => database.upTo('StoppedTargets');
  const payloads = (): unknown =>
    database.rows('SELECT subscriber_id, payload, dedupe_key, state FROM outbox_messages ORDER BY id');

  it('reads the code out of the answer and puts the answer back', async () => {
    const before = database.dump();
    await applied();
    const [stopped, other] = database.rows(
      'SELECT unreachable_reason, stop_shown_at FROM subscribers ORDER BY id',
    );
    expect(JSON.parse(String(stopped?.['unreachable_reason']))).toEqual({
      cause: 'refused',
      code: 50007,
      message: '403 50007: Cannot send messages to this user',
      channelId: null,
      missing: [],
    });
    expect(other).toEqual({ unreachable_reason: null, stop_shown_at: null });
    await database.down();
    expect(database.dump()).toEqual(before);
  });

  it('lets a message tell several series, and takes such a message apart on the way back', async () => {
    await applied();
    expect(payloads()).toMatchObject([
      { payload: '{"releases":[{"feedId":1,"itemIds":[1]}]}' },
      { payload: '{"releases":[{"feedId":2,"itemIds":[2]}]}' },
    ]);
    const merged = {
      releases: [
        { feedId: 1, itemIds: [1, 3] },
        { feedId: 2, itemIds: [2] },
      ],
    };
    database.run('UPDATE outbox_messages SET payload = ? WHERE id = 1', JSON.stringify(merged));
    database.run(`UPDATE outbox_messages SET state = 'withdrawn' WHERE id = 2`);
    await database.down();
    expect(payloads()).toEqual([
      { subscriber_id: 1n, payload: '{"feedId":1,"itemIds":[1,3]}', dedupe_key: 'key-1', state: 'pending' },
      { subscriber_id: 1n, payload: '{"feedId":2,"itemIds":[2]}', dedupe_key: 'key-2', state: 'withdrawn' },
      { subscriber_id: 1n, payload: '{"feedId":2,"itemIds":[2]}', dedupe_key: 'key-1:1', state: 'pending' },
    ]);
  });

  it('forgets on the way back the notices that an older version cannot send', async () => {
    await applied();
    database.run(`UPDATE outbox_messages SET kind = 'delivery.stopped', payload = '{}' WHERE id = 2`);
    await database.down();
    expect(database.rows('SELECT id FROM outbox_messages')).toEqual([{ id: 1n }]);
  });
});
