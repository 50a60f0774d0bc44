import fc from 'fast-check';

import { type Snowflake, toSnowflake } from '../../../src/common';
import { restoreSessions } from '../../../src/voice/tracking/restore-sessions';
import { VoiceTracker } from '../../../src/voice/tracking/voice-tracker';
import type { GuildSnapshot } from '../../../src/voice/tracking/voice-update';
import { expectTidy } from './expect-tidy';
import { NaiveVoice, type Place } from './naive-voice';
import { StoredSessions } from './stored-sessions';

const GUILD = toSnowflake('1180000000000000001');
const SHARD = { id: 0, count: 1 };
const GAP_LIMIT_MS = 50;
const CHANNELS = [1, 2, 3].map((n) => toSnowflake(`118000000000000010${n}`));
const PEOPLE = [1, 2, 3, 4].map((n) => toSnowflake(`118000000000000020${n}`));
const BOT = toSnowflake('1180000000000000301');
const STRANGER = toSnowflake('1180000000000000302');

const channel = fc.constantFrom(...CHANNELS);
const person = fc.constantFrom(...PEOPLE);
/** Mostly forward; now and then the clock stands still or jumps back. */
const elapsed = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -40, max: 80 }) },
);
const place = fc.record({ channelId: channel, flags: fc.constantFrom(0, 1, 5, 64) });
const places = fc.array(fc.tuple(person, place), { maxLength: 4 }).map((entries) => new Map(entries));

const events = {
  move: fc.record({ type: fc.constant('move'), userId: person, to: fc.option(place) }),
  nameless: fc.record({ type: fc.constant('nameless'), userId: person, to: fc.option(place) }),
  bot: fc.record({ type: fc.constant('bot'), to: fc.option(place) }),
  stranger: fc.record({ type: fc.constant('stranger'), to: place }),
  snapshot: fc.record({ type: fc.constant('snapshot'), places }),
  identify: fc.record({ type: fc.constant('identify'), places, gap: elapsed }),
  outage: fc.record({ type: fc.constant('outage') }),
  removed: fc.record({ type: fc.constant('removed') }),
  afk: fc.record({ type: fc.constant('afk'), channelId: fc.option(channel) }),
  deleted: fc.record({ type: fc.constant('deleted'), channelId: channel }),
  switched: fc.record({ type: fc.constant('switched'), on: fc.boolean() }),
  beat: fc.record({ type: fc.constant('beat') }),
  flush: fc.record({ type: fc.constant('flush') }),
  restart: fc.record({ type: fc.constant('restart'), clean: fc.boolean(), gap: elapsed, places }),
} as const;

const often = [events.move, events.move, events.move, events.move, events.nameless, events.flush];
const event = fc.oneof(...often, ...Object.values(events));
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** The tracker and the oracle, told the same. */
class Duel {
  readonly stored = new StoredSessions();
  readonly naive = new NaiveVoice(GAP_LIMIT_MS);
  clock = 1_000;
  private tracker = this.startTracker(0);
  private seenUntil = 0;
  private aliveUntil = 0;
  private afkChannelId: Snowflake | null = null;
  private recording = true;

  happen(step: Event): void {
    this.tell(step);
    if (!['switched', 'flush', 'restart'].includes(step.type)) this.beat();
  }

  private tell(step: Event): void {
    if (step.type === 'move') this.move(step.userId, step.to, false);
    else if (step.type === 'nameless') this.moveNameless(step.userId, step.to);
    else if (step.type === 'bot') this.update(BOT, step.to, true);
    else if (step.type === 'stranger') this.update(STRANGER, step.to, null);
    else if (step.type === 'snapshot') this.snapshot(step.places);
    else if (step.type === 'identify') this.identify(step.places, step.gap);
    else if (step.type === 'restart') this.restart(step);
    else if (step.type === 'switched') this.switch(step.on);
    else if (step.type === 'flush') this.stored.flush();
    else if (step.type === 'afk') this.setAfk(step.channelId);
    else if (step.type === 'deleted') {
      this.tracker.channelDeleted(GUILD, step.channelId, this.clock);
      this.naive.closeChannel(step.channelId, this.clock);
    } else if (step.type === 'outage') {
      this.tracker.guildUnavailable(GUILD, this.clock);
      this.naive.lose(this.clock);
    } else if (step.type === 'removed') {
      this.tracker.guildRemoved(GUILD, this.clock);
      this.naive.lose(this.clock);
      // It comes back without anything that could go on.
      this.snapshot(new Map());
    }
  }

  identify(present: ReadonlyMap<Snowflake, Place>, gap = 0): void {
    const lost = Math.max(this.seenUntil, 0);
    this.clock += gap;
    this.naive.lose(Math.min(lost, this.clock));
    this.tracker.shardReady(SHARD, new Set([GUILD]), this.clock);
    this.snapshot(present);
    this.beat();
  }

  private snapshot(present: ReadonlyMap<Snowflake, Place>): void {
    this.tracker.snapshot(this.snapshotOf(present), this.clock);
    this.naive.snapshot(present, this.clock);
    // All of it, as if the event loop had turned.
    this.settle();
  }

  private snapshotOf(present: ReadonlyMap<Snowflake, Place>): GuildSnapshot {
    const people = [...present].map(([userId, spot]) => ({ userId, spot, isBot: false }));
    const bot = { userId: BOT, spot: { channelId: CHANNELS[0] ?? GUILD, flags: 0 }, isBot: true };
    const unsaid = { userId: STRANGER, spot: bot.spot, isBot: null };
    const updates = [bot, ...people, unsaid].map((update) => ({ ...update, guildId: GUILD, roleIds: null }));
    return { guildId: GUILD, afkChannelId: this.afkChannelId, voiceChannels: [], updates };
  }

  private restart({ clean, gap, places: present }: Extract<Event, { clean: boolean }>): void {
    if (clean) {
      this.beat();
      this.tracker.stop(this.clock);
      this.naive.lose(this.clock);
    } else this.naive.lose(this.aliveUntil);
    this.stored.flush();
    this.clock += Math.abs(gap);
    const sessions = restoreSessions(this.stored.listUnfinished(), this.aliveUntil, this.stored);
    this.tracker = this.startTracker(this.aliveUntil);
    for (const session of sessions) {
      if (this.recording) this.tracker.restore(session);
      else session.release();
    }
    this.naive.tick(this.aliveUntil);
    this.seenUntil = 0;
    this.identify(present);
  }

  private switch(on: boolean): void {
    this.recording = on;
    this.tracker.setRecording(GUILD, on, this.clock);
    this.naive.setRecording(on, this.clock);
  }

  private setAfk(channelId: Snowflake | null): void {
    this.afkChannelId = channelId;
    this.tracker.setAfkChannel(GUILD, channelId, this.clock);
    this.naive.setAfkChannel(channelId, this.clock);
  }

  private move(userId: Snowflake, to: Place | null, isBot: boolean | null): void {
    this.update(userId, to, isBot);
    this.naive.place(userId, to, this.clock);
  }

  /** Believed only of who is known to be a person, which is who is in voice. */
  private moveNameless(userId: Snowflake, to: Place | null): void {
    const isKnown = this.naive.isIn(userId);
    this.update(userId, to, null);
    if (isKnown) this.naive.place(userId, to, this.clock);
  }

  private update(userId: Snowflake, spot: Place | null, isBot: boolean | null): void {
    this.tracker.update({ guildId: GUILD, userId, spot, isBot, roleIds: null }, this.clock);
  }

  private beat(): void {
    this.seenUntil = Math.max(this.seenUntil, this.clock);
    this.tracker.beat([SHARD.id], this.clock);
  }

  private settle(): void {
    const line = Reflect.get(this.tracker, 'line') as { finish(): void };
    line.finish();
  }

  private startTracker(watchedBefore: number): VoiceTracker {
    const alive = (_key: string, at: number): void => {
      this.aliveUntil = Math.max(this.aliveUntil, at);
    };
    const isRecorded = (): boolean => this.recording;
    const fail = (error: unknown): never => {
      throw error;
    };
    const recording = { add: this.stored.add, alive };
    return new VoiceTracker(recording, GAP_LIMIT_MS, isRecorded, () => watchedBefore, fail);
  }
}

describe('recorded history', () => {
  const history = fc.array(fc.tuple(elapsed, event), { maxLength: 60 });

  it('is what happened, whatever comes in whatever order, across gaps, crashes and jumps of the clock', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const duel = new Duel();
        duel.identify(new Map());
        for (const [ms, step] of steps) {
          duel.clock = Math.max(1, duel.clock + ms);
          duel.happen(step);
        }
        duel.stored.flush();
        const sessions = duel.stored.list();
        expectTidy(sessions);
        expect(sessions.map(({ userId }) => userId)).not.toContain(BOT);
        expect(sessions.map(({ userId }) => userId)).not.toContain(STRANGER);
        const instants = new Set([
          ...duel.naive.presences.flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])]),
          ...sessions.flatMap(({ segments }) => segments.map(({ startedAt }) => startedAt)),
          ...sessions.flatMap(({ leaveTime }) => (leaveTime === null ? [] : [leaveTime])),
        ]);
        for (const instant of instants) {
          for (const userId of PEOPLE) {
            expect({ instant, userId, is: recordedAt(sessions, userId, instant) }).toEqual({
              instant,
              userId,
              is: duel.naive.at(userId, instant),
            });
          }
        }
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 1_500) },
    );
  });
});

function recordedAt(
  sessions: ReturnType<StoredSessions['list']>,
  userId: Snowflake,
  instant: number,
): { channelId: Snowflake; state: number } | null {
  for (const { channelId, segments } of sessions.filter((session) => session.userId === userId)) {
    for (const { startedAt, endedAt, state } of segments) {
      if (startedAt <= instant && (endedAt === null || instant < endedAt)) return { channelId, state };
    }
  }
  return null;
}
