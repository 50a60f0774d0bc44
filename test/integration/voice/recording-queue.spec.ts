import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';

import { type Snowflake, toSnowflake } from '../../../src/common';
import { BotMetaRepository } from '../../../src/database';
import { UnfinishedSessionRepository, VoiceRecordingRepository } from '../../../src/voice/persistence';
import { VoiceTotals } from '../../../src/voice/statistics/voice-totals';
import { RecordingOptions } from '../../../src/voice/tracking/recording-options';
import { RecordingQueue } from '../../../src/voice/tracking/recording-queue';
import { RecordingWriter } from '../../../src/voice/tracking/recording-writer';
import { restoreSessions } from '../../../src/voice/tracking/restore-sessions';
import { ShardLives } from '../../../src/voice/tracking/shard-lives';
import { TrackedSession } from '../../../src/voice/tracking/tracked-session';
import { readSessions } from '../../e2e/voice/voice-room';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { expectTidy } from './expect-tidy';

const GUILD = toSnowflake('1180000000000000001');
const CHANNEL = toSnowflake('1180000000000000002');
const user = (n: number) => toSnowflake(String(1180000000000001000n + BigInt(n)));

/** Remembers what it was told, as a keeper of totals would. */
class Told extends VoiceTotals {
  readonly calls: [string, readonly number[]][] = [];
  readonly changed: Snowflake[] = [];

  add(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) this.calls.push(['add', ids]);
    return Promise.resolve();
  }

  subtract(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) this.calls.push(['subtract', ids]);
    return Promise.resolve();
  }

  inputsChanged(guildIds: Iterable<Snowflake>): void {
    this.changed.push(...guildIds);
  }
}

class SmallBatches extends RecordingOptions {
  override readonly batchSize = 3;
  override readonly flushMs = 5;
}

describe('RecordingQueue', () => {
  let database: TestDatabase;
  let queue: RecordingQueue;
  let writer: RecordingWriter;
  let told: Told;
  let lives: ShardLives;

  beforeEach(async () => {
    database = await openTestDatabase();
    lives = new ShardLives(new BotMetaRepository(database.unitOfWork));
    told = new Told();
    const recordings = new VoiceRecordingRepository(database.unitOfWork);
    writer = new RecordingWriter(database.unitOfWork, recordings, told, lives);
    queue = new RecordingQueue(writer, new SmallBatches());
  });
  afterEach(() => database.close());

  const open = (n: number, at: number): TrackedSession =>
    TrackedSession.open({ guildId: GUILD, userId: user(n), channelId: CHANNEL }, 0, at, queue);
  const stored = () => readSessions(database.path);
  const drained = async (): Promise<void> => {
    expect(await queue.drain(20_000)).toBe(true);
  };

  it('stores everything in order although a batch holds only a part of it', async () => {
    const sessions = Array.from({ length: 50 }, (_, n) => open(n, 100 + n));
    for (const session of sessions) session.change(1, 200);
    for (const session of sessions) session.close(300);
    await drained();
    expect(stored()).toHaveLength(50);
    expectTidy(stored());
    expect(stored().every(({ leaveTime, segments }) => leaveTime === 300 && segments.length === 2)).toBe(
      true,
    );
    expect(told.calls.flatMap(([, ids]) => ids)).toHaveLength(50);
  });

  it('gives each batch a turn of the event loop, which nothing shares with what filled the queue', async () => {
    let now = 0;
    const watch = new AbortController();
    const turnsOfBatches: number[] = [];
    jest.spyOn(writer, 'write').mockImplementation(() => {
      turnsOfBatches.push(now);
      // Fills the queue again, so that one run follows the other.
      if (turnsOfBatches.length < 5) for (let n = 0; n < 4; n++) open(n, 100);
      return Promise.resolve();
    });
    const counting = (async () => {
      for (; !watch.signal.aborted; now += 1) await turn();
    })();
    for (let n = 0; n < 4; n++) open(n, 100);
    await drained();
    watch.abort();
    await counting;
    expect(turnsOfBatches.length).toBeGreaterThan(10);
    expect(new Set([0, ...turnsOfBatches]).size).toBe(turnsOfBatches.length + 1);
  });

  it('tries again what could not be written, in order and as often as it takes', async () => {
    const silence = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    await database.dataSource.query('ALTER TABLE voice_segments RENAME TO away');
    const session = open(1, 100);
    queue.alive(ShardLives.key({ id: 0, count: 1 }), 100);
    expect(await queue.drain(700)).toBe(false);
    session.change(1, 200);
    session.close(300);
    expect(stored.bind(null)).toThrow('no such table');
    expect((await lives.load())(GUILD)).toBe(0);
    expect(silence).toHaveBeenCalledWith(expect.stringContaining('could not be stored'));
    await database.dataSource.query('ALTER TABLE away RENAME TO voice_segments');
    await drained();
    silence.mockRestore();
    expect(stored()).toMatchObject([{ joinTime: 100, leaveTime: 300 }]);
    expectTidy(stored());
    expect((await lives.load())(GUILD)).toBe(100);
  });

  it('tells the totals of what is closed, and beforehand of what is closed no longer', async () => {
    const session = open(1, 100);
    await drained();
    session.close(200, { suspended: true });
    await drained();
    session.resume(0);
    await drained();
    session.close(300);
    await drained();
    expect(told.calls).toEqual([
      ['add', [1]],
      ['subtract', [1]],
      ['add', [1]],
    ]);
  });

  it('tells the totals where roles or categories changed, and not where they are as they were', async () => {
    const roles = (roleIds: Snowflake[]): void => {
      queue.add({ type: 'roles', row: { guildId: GUILD, userId: user(1), roleIds, seenAt: 100 } });
    };
    const category = (categoryId: Snowflake | null): void => {
      queue.add({ type: 'channel', row: { guildId: GUILD, channelId: CHANNEL, categoryId } });
    };
    const changes: [() => void, number][] = [
      [
        () => {
          roles([user(7)]);
        },
        1,
      ],
      [
        () => {
          roles([user(7)]);
        },
        0,
      ],
      [
        () => {
          roles([]);
        },
        1,
      ],
      [
        () => {
          category(null);
        },
        1,
      ],
      [
        () => {
          category(null);
        },
        0,
      ],
      [
        () => {
          category(user(8));
        },
        1,
      ],
    ];
    for (const [change, times] of changes) {
      change();
      await drained();
      expect(told.changed.splice(0)).toEqual(Array(times).fill(GUILD));
    }
  });

  it('forgets a session without length, also when it was stored already', async () => {
    const session = open(1, 100);
    await drained();
    session.close(90);
    open(1, 100).close(150);
    await drained();
    expect(stored()).toMatchObject([{ joinTime: 100, leaveTime: 150 }]);
  });

  it('gives a new process what may go on: at the heartbeat what was active, one session a member', async () => {
    open(1, 100);
    open(2, 150).close(180, { suspended: true });
    open(3, 120).close(180);
    open(4, 100);
    TrackedSession.open({ guildId: GUILD, userId: user(4), channelId: GUILD }, 0, 160, queue);
    await drained();
    const rows = await new UnfinishedSessionRepository(database.unitOfWork).listAfter(0, 10);
    const sessions = restoreSessions(rows, 190, queue);
    await drained();
    expect(sessions.map(({ whose, leaveTime }) => [whose.userId, leaveTime])).toEqual([
      [user(1), 190],
      [user(2), 180],
      [user(4), 190],
    ]);
    expectTidy(stored());
    expect(stored().find(({ id }) => id === 4)).toMatchObject({ leaveTime: 160, suspendedAs: null });
  });

  it('understands the heartbeat of the original and those of another number of shards', async () => {
    const meta = new BotMetaRepository(database.unitOfWork);
    const shardOfTwo = Number((BigInt(GUILD) >> 22n) % 2n);
    await database.unitOfWork.run(async () => {
      await meta.set('voice_heartbeat', '2026-01-05T11:00:10.123456789+00:00');
    });
    expect((await lives.load())(GUILD)).toBe(Date.parse('2026-01-05T11:00:10.123Z'));
    await database.unitOfWork.run(async () => {
      const at = Date.parse('2026-01-06T00:00:00Z');
      const [mine, other] = [shardOfTwo, 1 - shardOfTwo].map((id) => ShardLives.key({ id, count: 2 }));
      await lives.store(
        new Map([
          [mine ?? '', at],
          [other ?? '', at + 5],
        ]),
      );
    });
    expect((await lives.load())(GUILD)).toBe(Date.parse('2026-01-06T00:00:00Z'));
  });
});
