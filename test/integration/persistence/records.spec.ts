import { toSnowflake } from '../../../src/common';
import { BotMetaRepository, NoUnitOfWorkError } from '../../../src/database';
import { StreamCursorRepository } from '../../../src/feeds/persistence';
import type { Stop } from '../../../src/subscribers';
import { SubscriberRepository } from '../../../src/subscribers/persistence';
import { VoiceSessionRepository } from '../../../src/voice/persistence';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const USER = toSnowflake('9223372036854775807');
const GUILD = toSnowflake('1180000000000000003');
const CHANNEL = toSnowflake('1180000000000000009');
const NOW = new Date('2026-11-22T12:00:00.123Z');

const REACHABLE = { unreachableSince: null, unreachableReason: null, stopShownAt: null, pausedSince: null };
const STOP: Stop = {
  cause: 'refused',
  code: 50007,
  message: 'no',
  channelId: null,
  missing: [],
};

describe('repositories', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const run = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.run(work);

  it('insert, find, list, update, replace and delete rows', async () => {
    const subscribers = new SubscriberRepository(database.unitOfWork);
    const row = { type: 'dm' as const, targetId: USER, ...REACHABLE };
    expect(await run(() => subscribers.insert(row))).toEqual({ ...row, id: 1 });

    expect(await run(() => subscribers.update(1, { unreachableSince: NOW, unreachableReason: STOP }))).toBe(
      true,
    );
    expect(await subscribers.findById(1)).toEqual({
      ...row,
      id: 1,
      unreachableSince: NOW,
      unreachableReason: STOP,
    });

    await run(() => subscribers.replace({ ...row, id: 1, type: 'guild' }));
    await run(() => subscribers.replace({ ...row, id: 7 }));
    expect(await subscribers.listAll()).toEqual([
      { ...row, id: 1, type: 'guild' },
      { ...row, id: 7 },
    ]);

    expect(await run(() => subscribers.delete(7))).toBe(true);
    expect(await run(() => subscribers.delete(7))).toBe(false);
    expect(await run(() => subscribers.update(7, { unreachableReason: null }))).toBe(false);
    expect(await subscribers.findById(7)).toBeNull();
  });

  it('refuse every write outside of a unit of work', async () => {
    const subscribers = new SubscriberRepository(database.unitOfWork);
    const row = {
      id: 1,
      type: 'dm' as const,
      targetId: USER,
      ...REACHABLE,
    };

    await expect(subscribers.insert(row)).rejects.toThrow(NoUnitOfWorkError);
    await expect(subscribers.replace(row)).rejects.toThrow(NoUnitOfWorkError);
    await expect(subscribers.update(1, row)).rejects.toThrow(NoUnitOfWorkError);
    await expect(subscribers.delete(1)).rejects.toThrow(NoUnitOfWorkError);
    await expect(subscribers.ensure('dm', USER)).rejects.toThrow(NoUnitOfWorkError);
  });

  it('ensure one subscriber for a target', async () => {
    const subscribers = new SubscriberRepository(database.unitOfWork);
    const first = await run(() => subscribers.ensure('dm', USER));

    expect(await run(() => subscribers.ensure('dm', USER))).toEqual(first);
    expect(await subscribers.findByTarget('dm', USER)).toEqual(first);
    expect(await subscribers.findByTarget('guild', USER)).toBeNull();
  });

  it('keep a cursor for each stream', async () => {
    const cursors = new StreamCursorRepository(database.unitOfWork);
    const cursor = {
      cursorAt: NOW,
      nextReadAt: NOW,
      dueAt: null,
      lastReadAt: null,
      failures: 0,
      lastError: null,
    };
    const onSite = { platformId: 'MangaDex', stream: 'on-site' } as const;
    const read = { lastReadAt: NOW, failures: 2, lastError: 'HTTP 503', dueAt: new Date(0) };
    await run(async () => {
      await cursors.insert({ platformId: 'AniList Anime', stream: 'aired', ...cursor });
      await cursors.insert({ ...onSite, ...cursor });
      await cursors.update(onSite, read);
    });

    expect(await cursors.find('MangaDex', 'on-site')).toEqual({ ...onSite, ...cursor, ...read });
    expect(await cursors.find('Comick', 'on-site')).toBeNull();
    expect(await run(() => cursors.delete(onSite))).toBe(true);
    expect(await cursors.listAll()).toHaveLength(1);
  });

  it('get and set what the bot remembers', async () => {
    const meta = new BotMetaRepository(database.unitOfWork);
    expect(await meta.get('version')).toBeNull();
    await run(() => meta.set('version', '1'));
    await run(() => meta.set('version', '2 🎉'));

    expect(await meta.get('version')).toBe('2 🎉');
  });

  it('list the active sessions of a guild through their index, with exact ids and instants', async () => {
    const sessions = new VoiceSessionRepository(database.unitOfWork);
    const row = { guildId: GUILD, channelId: CHANNEL, joinTime: NOW, leaveTime: NOW, isActive: true };
    const active = await run(async () => {
      await sessions.insert({ ...row, userId: USER, joinTime: new Date(0), isActive: false });
      await sessions.insert({ ...row, userId: USER, guildId: CHANNEL, channelId: GUILD });
      return sessions.insert({ ...row, userId: USER });
    });

    expect(await sessions.listActive(GUILD)).toEqual([active]);
    expect(active).toMatchObject({ userId: '9223372036854775807', isActive: true, joinTime: NOW });
    const plan: { detail: string }[] = await database.dataSource.query(
      'EXPLAIN QUERY PLAN SELECT * FROM voice_sessions WHERE guild_id = ? AND is_active = 1 ORDER BY join_time, id',
      [GUILD],
    );
    expect(plan[0]?.detail).toContain('ix_voice_sessions_guild_id_active');
  });
});
