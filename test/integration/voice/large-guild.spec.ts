import { setImmediate as turn } from 'node:timers/promises';

import { type Snowflake, toSnowflake } from '../../../src/common';
import { VoiceTracker } from '../../../src/voice/tracking/voice-tracker';
import { VoiceState } from '../../../src/voice/voice-state';
import { expectTidy } from './expect-tidy';
import { type SessionRow, StoredSessions } from './stored-sessions';

const GUILD = toSnowflake('1180000000000000001');
const [HALL, ROOM] = [toSnowflake('1180000000000000101'), toSnowflake('1180000000000000102')];
const SHARD = { id: 0, count: 1 };
const MEMBERS = Array.from({ length: 1_000 }, (_, n) =>
  toSnowflake(String(1180000000000001000n + BigInt(n))),
);
/** Comes last in every list, so that it is in the last slice of whatever concerns all. */
const LAST = MEMBERS.at(-1) ?? GUILD;
const STRANGER = toSnowflake('1180000000000009999');

const [JOINED, HAPPENED, AFTER] = [1_000, 2_000, 3_000];

describe('a guild with a thousand members in voice', () => {
  let stored: StoredSessions;
  let tracker: VoiceTracker;
  let heartbeats: number[];

  beforeEach(async () => {
    stored = new StoredSessions();
    heartbeats = [];
    const recording = {
      add: stored.add,
      alive: (_key: string, at: number): void => {
        heartbeats.push(at);
      },
    };
    const fail = (error: unknown): never => {
      throw error;
    };
    tracker = new VoiceTracker(
      recording,
      10_000,
      () => true,
      () => 0,
      fail,
    );
    tracker.shardReady(SHARD, new Set([GUILD]), JOINED);
    snapshot(JOINED);
    await settled();
  });

  const updateOf = (userId: Snowflake, channelId: Snowflake | null) => ({
    ...{ guildId: GUILD, userId, isBot: false, roleIds: null },
    spot: channelId && { channelId, flags: 0 },
  });

  function snapshot(at: number, members = MEMBERS): void {
    const updates = members.map((userId) => updateOf(userId, HALL));
    tracker.snapshot({ guildId: GUILD, afkChannelId: null, voiceChannels: [], updates }, at);
  }

  async function settled(): Promise<void> {
    while (!tracker.isSettled) await turn();
  }

  const sessionsOf = (userId: Snowflake): SessionRow[] =>
    stored.list().filter((row) => row.userId === userId);

  /** What comes right behind it, in the same turn, must find it done. */
  const cases: Record<string, { happen: () => void; last: () => Partial<SessionRow>; stranger: number }> = {
    'an outage': {
      happen: () => {
        tracker.guildUnavailable(GUILD, HAPPENED);
      },
      // Nobody is believed to have left while we do not see them.
      last: () => ({ leaveTime: HAPPENED, suspendedAs: 0 }),
      stranger: 0,
    },
    'the loss of the gateway session': {
      happen: () => {
        tracker.beat([SHARD.id], HAPPENED);
        tracker.shardReady(SHARD, new Set([GUILD]), AFTER);
      },
      last: () => ({ leaveTime: HAPPENED, suspendedAs: 0 }),
      stranger: 0,
    },
    'the removal of the bot': {
      happen: () => {
        tracker.guildRemoved(GUILD, HAPPENED);
      },
      last: () => ({ leaveTime: HAPPENED, suspendedAs: null }),
      stranger: 0,
    },
    'switching off': {
      happen: () => {
        tracker.setRecording(GUILD, false, HAPPENED);
      },
      last: () => ({ leaveTime: HAPPENED, suspendedAs: null }),
      stranger: 0,
    },
    'the deletion of the channel': {
      happen: () => {
        tracker.channelDeleted(GUILD, HALL, HAPPENED);
      },
      last: () => ({ leaveTime: HAPPENED, suspendedAs: null }),
      stranger: 1,
    },
    'a snapshot': {
      happen: () => {
        snapshot(HAPPENED);
      },
      last: () => ({ leaveTime: AFTER, suspendedAs: null }),
      stranger: 1,
    },
  };

  it.each(Object.entries(cases))('is done with %s before anything else happens', async (_what, story) => {
    const { happen, last, stranger } = story;
    happen();
    expect(tracker.isSettled).toBe(false);
    tracker.update(updateOf(LAST, null), AFTER);
    tracker.update(updateOf(STRANGER, ROOM), AFTER);
    tracker.beat([SHARD.id], AFTER);
    expect(heartbeats).not.toContain(AFTER);
    await settled();
    stored.flush();

    expect(sessionsOf(LAST)).toMatchObject([{ joinTime: JOINED, ...last() }]);
    expect(sessionsOf(STRANGER)).toHaveLength(stranger);
    expect(heartbeats.at(-1)).toBe(AFTER);
    expect(stored.list().filter(({ joinTime }) => joinTime === JOINED)).toHaveLength(MEMBERS.length);
    expectTidy(stored.list());
  });

  it('goes on after an outage as if there had been none', async () => {
    tracker.guildUnavailable(GUILD, HAPPENED);
    snapshot(AFTER);
    tracker.setAfkChannel(GUILD, HALL, AFTER + 1);
    await settled();
    stored.flush();

    expect(stored.list()).toHaveLength(MEMBERS.length);
    for (const { leaveTime, segments } of stored.list()) {
      expect({ leaveTime, segments }).toEqual({
        leaveTime: null,
        segments: [
          { startedAt: JOINED, endedAt: AFTER + 1, state: 0 },
          { startedAt: AFTER + 1, endedAt: null, state: VoiceState.afkChannel },
        ],
      });
    }
  });

  it('is suspended as a whole when the process stops in the middle of something', () => {
    tracker.setRecording(GUILD, false, HAPPENED);
    tracker.setRecording(GUILD, true, HAPPENED);
    tracker.stop(AFTER);
    stored.flush();

    expect(tracker.isSettled).toBe(true);
    const [before, after] = [JOINED, HAPPENED].map((at) =>
      stored.list().filter(({ joinTime }) => joinTime === at),
    );
    expect(before?.map(({ leaveTime }) => leaveTime)).toEqual(MEMBERS.map(() => HAPPENED));
    expect(after?.map(({ leaveTime, suspendedAs }) => [leaveTime, suspendedAs])).toEqual(
      MEMBERS.map(() => [AFTER, 0]),
    );
  });
});
