import { MigrationDatabase } from './migration-database';

const USER = 9223372036854775807n;
const GUILD = 1180000000000000003n;
const CHANNEL = 1180000000000000009n;
const JOIN = '2026-01-05T09:47:44.123456789+00:00';
const LEAVE = '2026-01-05T10:47:44.999999999+00:00';

describe('voice session migrations', () => {
  let database: MigrationDatabase;

  beforeEach(async () => {
    database = await MigrationDatabase.open();
  });
  afterEach(() => database.close());

  function session(id: number, join: string, leave: string): void {
    database.run(
      'INSERT INTO voice_sessions (id, user_id, guild_id, channel_id, join_time, leave_time) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      USER,
      GUILD,
      CHANNEL,
      join,
      leave,
    );
  }
  const times = (): unknown =>
    database.rows('SELECT id, join_time, leave_time FROM voice_sessions ORDER BY id');

  describe('AddVoiceSessionsIsActive', () => {
    beforeEach(async () => {
      await database.upTo('AddBotMeta');
      session(1, JOIN, LEAVE);
      session(2, LEAVE, LEAVE);
    });

    it('makes the sessions that had not ended active and keeps every row both ways', async () => {
      const before = database.dump();

      await database.upTo('AddVoiceSessionsIsActive');
      expect(database.rows('SELECT id, is_active FROM voice_sessions ORDER BY id')).toEqual([
        { id: 1n, is_active: 0n },
        { id: 2n, is_active: 1n },
      ]);

      await database.down();
      expect(database.dump()).toEqual(before);
    });

    it('says on the way down that an active session goes on, the way the older schema says it', async () => {
      await database.upTo('AddVoiceSessionsIsActive');
      database.run('UPDATE voice_sessions SET is_active = 1 WHERE id = 1');

      await database.down();

      expect(times()).toEqual([
        { id: 1n, join_time: JOIN, leave_time: JOIN },
        { id: 2n, join_time: LEAVE, leave_time: LEAVE },
      ]);
    });
  });

  describe('TextSnowflakes', () => {
    it('turns 64-bit ids into text to the last digit and back into the very same database', async () => {
      await database.upTo('AddVoiceSessionsIsActive');
      session(1, JOIN, LEAVE);
      session(4, LEAVE, LEAVE);
      database.run('DELETE FROM voice_sessions WHERE id = 4');
      database.run(`INSERT INTO server_settings VALUES (?, '{"voice":{"enabled":1}}')`, USER);
      const before = database.dump();

      await database.upTo('TextSnowflakes');
      expect(database.rows('SELECT user_id, guild_id, channel_id FROM voice_sessions')).toEqual([
        {
          user_id: '9223372036854775807',
          guild_id: '1180000000000000003',
          channel_id: '1180000000000000009',
        },
      ]);
      expect(database.rows('SELECT guild_id, settings FROM server_settings')).toEqual([
        { guild_id: '9223372036854775807', settings: '{"voice":{"enabled":1}}' },
      ]);

      await database.down();
      expect(database.dump()).toEqual(before);
    });
  });

  describe('MillisecondInstants', () => {
    beforeEach(async () => {
      await database.upTo('TextSnowflakes');
    });

    it.each([
      ['2026-01-05T09:47:44.123456789+00:00', 1767606464123n],
      ['2026-01-05T09:47:44.123500000+00:00', 1767606464124n],
      ['2026-01-05T09:47:44.123499999+00:00', 1767606464123n],
      ['2026-01-05T23:59:59.999500000+00:00', 1767657600000n],
      ['2026-01-05T09:47:44.999499999+00:00', 1767606464999n],
      ['2026-01-05T09:47:44+00:00', 1767606464000n],
      ['2026-01-05T09:47:44.5+00:00', 1767606464500n],
      ['2026-01-05T09:47:44.001Z', 1767606464001n],
      ['2026-01-05T09:47:44.070', 1767606464070n],
      ['2026-01-05 09:47:44', 1767606464000n],
      ['2026-01-05T11:47:44.123456+02:00', 1767606464123n],
      ['2026-01-05T04:17:44.1-05:30', 1767606464100n],
      ['1969-12-31T23:59:59.250000000+00:00', -750n],
    ])('reads %s as %p', async (text, instant) => {
      session(1, text, text);

      await database.upTo('MillisecondInstants');
      expect(times()).toEqual([{ id: 1n, join_time: instant, leave_time: instant }]);

      await database.down();
      const expected = new Date(Number(instant)).toISOString().replace('Z', '+00:00');
      expect(times()).toEqual([{ id: 1n, join_time: expected, leave_time: expected }]);
    });

    it('agrees with arithmetic on the digits for every millisecond near a rounding', async () => {
      const start = BigInt(Date.UTC(2026, 1, 28, 23, 59, 58)) * 1_000_000n;
      const nanoseconds = Array.from(
        { length: 600 },
        (_, n) => start + BigInt(n) * 3_333_167n + BigInt(n % 2) * 499_999n,
      );
      nanoseconds.forEach((ns, index) => {
        const seconds = new Date(Number(ns / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
        const fraction = String(ns % 1_000_000_000n).padStart(9, '0');
        session(index + 1, `${seconds}.${fraction}+00:00`, LEAVE);
      });

      await database.upTo('MillisecondInstants');

      const joins = database
        .rows('SELECT join_time FROM voice_sessions ORDER BY id')
        .map((row) => row['join_time']);
      expect(joins).toEqual(nanoseconds.map((ns) => (ns + 500_000n) / 1_000_000n));
    });

    it('keeps every session when rounding makes joins equal, and no leave falls behind its join', async () => {
      session(1, '2026-01-05T09:47:44.100400000+00:00', '2026-01-05T09:47:44.100400000+00:00');
      session(2, '2026-01-05T09:47:44.100100000+00:00', '2026-01-05T09:47:44.100200000+00:00');
      session(3, '2026-01-05T09:47:44.101000000+00:00', '2026-01-05T09:47:50.000000000+00:00');
      session(4, '2026-01-05T09:47:45.000000000+00:00', '2026-01-05T09:47:40.000000000+00:00');

      await database.upTo('MillisecondInstants');

      expect(times()).toEqual([
        { id: 1n, join_time: 1767606464101n, leave_time: 1767606464101n },
        { id: 2n, join_time: 1767606464100n, leave_time: 1767606464100n },
        { id: 3n, join_time: 1767606464102n, leave_time: 1767606470000n },
        { id: 4n, join_time: 1767606465000n, leave_time: 1767606460000n },
      ]);
    });

    it('comes back to the very same database when nothing is finer than a millisecond', async () => {
      session(1, '2026-01-05T09:47:44.123+00:00', '2026-01-05T10:47:44.000+00:00');
      database.run(
        `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url) VALUES (1, '名 🎉', 'Comick', 'a', 'a', 'u')`,
      );
      database.run(`INSERT INTO feed_items VALUES (3, 1, '第1話', '2026-01-05T09:47:44.999+00:00')`);
      const before = database.dump();

      await database.upTo('MillisecondInstants');
      await database.down();

      expect(database.dump()).toEqual(before);
    });

    it('keeps every feed item when rounding makes their times equal', async () => {
      for (const id of [1, 2]) {
        const feed = `INSERT INTO feeds (id, name, platform_id, source_id, items_id, source_url) VALUES (?, 'n', 'Comick', ?, 'i', ?)`;
        database.run(feed, id, `s${id}`, `u${id}`);
      }
      const item = 'INSERT INTO feed_items VALUES (?, ?, ?, ?)';
      database.run(item, 1, 1, 'b', '2026-01-05T09:47:44.000000002+00:00');
      database.run(item, 2, 1, 'a', '2026-01-05T09:47:44.000000001+00:00');
      database.run(item, 3, 2, 'c', '2026-01-05T09:47:44.000000001+00:00');

      await database.upTo('MillisecondInstants');

      expect(database.rows('SELECT id, published FROM feed_items ORDER BY id')).toEqual([
        { id: 1n, published: 1767606464001n },
        { id: 2n, published: 1767606464000n },
        { id: 3n, published: 1767606464000n },
      ]);
    });

    it('changes nothing when a time cannot be read', async () => {
      session(1, 'yesterday', LEAVE);
      const before = database.dump();

      // TypeORM prints a failed migration whatever its logging option says.
      jest.spyOn(console, 'log').mockImplementation();
      await expect(database.upTo('MillisecondInstants')).rejects.toThrow('NOT NULL constraint failed');
      jest.restoreAllMocks();

      expect(database.dump()).toEqual(before);
    });
  });
});
