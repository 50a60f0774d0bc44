import type { Snowflake } from '../../common';
import { VoiceState } from '../voice-state';
import { GuildRoster, type Spot } from './guild-roster';
import { sliced } from './task-line';
import { TrackedSession } from './tracked-session';
import { transition } from './transition';
import type { RecordSink } from './voice-record';

/**
 * One guild: who is in voice, and the sessions that say so. Sessions follow the roster, whatever changed it. What concerns
 * many members is a generator that does so in slices; nothing else may happen to the guild until it is through.
 */
export class GuildTrack {
  readonly roster = new GuildRoster();
  /** Whether the roster is what Discord sees; false until a snapshot came, and while the guild is out of sight. */
  live = false;
  private readonly sessions = new Map<Snowflake, TrackedSession>();
  private readonly suspended = new Map<Snowflake, TrackedSession>();

  constructor(
    readonly guildId: Snowflake,
    private recording: boolean,
    /** Nothing happens before this: a clock that was set back a little stands still until it has caught up. */
    private lastAt: number,
    private readonly records: RecordSink,
    /** Who may not be recorded is in the roster, for others are not alone with them, and has no session. */
    private readonly mayRecord: (userId: Snowflake) => boolean,
  ) {}

  get openSessions(): number {
    return this.sessions.size;
  }

  get isRecording(): boolean {
    return this.recording;
  }

  /** Whether this is a person seen in voice here; bots never are. */
  knows(userId: Snowflake): boolean {
    return this.roster.has(userId) || this.suspended.has(userId);
  }

  /** A suspended session of an earlier process. */
  restore(session: TrackedSession): void {
    this.suspended.set(session.whose.userId, session);
    this.moment(session.leaveTime ?? session.joinTime);
  }

  /** Joins, moves, changes state or (with null) leaves. */
  place(userId: Snowflake, spot: Spot | null, at: number): void {
    const now = this.moment(at);
    const others = this.roster.place(userId, spot);
    this.follow(userId, now);
    for (const other of others) this.follow(other, now);
  }

  *closeChannel(channelId: Snowflake, at: number): Generator<void> {
    const now = this.moment(at);
    yield* sliced(this.roster.membersOf(channelId), (userId) => {
      this.place(userId, null, now);
    });
  }

  *setAfkChannel(channelId: Snowflake | null, at: number): Generator<void> {
    const before = this.roster.afkChannelId;
    if (before === channelId) return;
    this.roster.afkChannelId = channelId;
    const now = this.moment(at);
    for (const channel of [before, channelId]) {
      if (channel !== null) yield* this.followAll(this.roster.membersOf(channel), now);
    }
  }

  *setRecording(recording: boolean, at: number): Generator<void> {
    this.recording = recording;
    yield* this.followAll(this.roster.members(), this.moment(at));
    if (!recording) yield* this.release();
  }

  /** It may have changed whether this member may be recorded: the session ends, or begins, at this moment. */
  reconsider(userId: Snowflake, at: number): void {
    this.follow(userId, this.moment(at));
    const suspended = this.suspended.get(userId);
    if (!suspended || this.mayRecord(userId)) return;
    suspended.release();
    this.suspended.delete(userId);
  }

  /** The guild is out of sight since then: its sessions end there, unless the next snapshot lets them go on. */
  *suspend(at: number): Generator<void> {
    const end = this.moment(at);
    this.leave();
    yield* sliced(this.sessions, ([userId, session]) => {
      session.close(end, { suspended: true });
      this.suspended.set(userId, session);
      this.sessions.delete(userId);
    });
  }

  /**
   * Nothing goes on here any more.
   * @returns when that was.
   */
  *end(at: number): Generator<void, number> {
    const end = this.moment(at);
    this.leave();
    yield* sliced(this.sessions, ([userId, session]) => {
      session.close(end);
      this.sessions.delete(userId);
    });
    yield* this.release();
    return end;
  }

  /**
   * The clock went from the one instant to the other, and the time did not: the machine slept, or was set right. What was
   * going on ends at the one and, as far as is known, begins again at the other.
   */
  *leap(from: number, to: number): Generator<void> {
    const end = this.moment(from);
    yield* sliced(this.sessions, ([userId, session]) => {
      session.close(end);
      this.sessions.delete(userId);
    });
    yield* this.release();
    this.lastAt = to;
    yield* this.followAll(this.roster.members(), to);
  }

  /**
   * Takes over who is in voice now. A suspended session goes on when its member is still in its channel and the gap was
   * not longer than the limit; the others of them ended where they were suspended.
   */
  *reconcile(snapshot: ReadonlyMap<Snowflake, Spot>, at: number, gapLimitMs: number): Generator<void> {
    const now = this.moment(at);
    this.live = true;
    yield* this.resume(snapshot, now - gapLimitMs);
    yield* sliced(this.roster.members(), (userId) => {
      if (!snapshot.has(userId)) this.roster.place(userId, null);
    });
    yield* sliced(snapshot, ([userId, spot]) => this.roster.place(userId, spot));
    yield* this.followAll(new Set([...this.sessions.keys(), ...this.roster.members()]), now);
  }

  private *resume(snapshot: ReadonlyMap<Snowflake, Spot>, notBefore: number): Generator<void> {
    const goOn: TrackedSession[] = [];
    yield* sliced(this.suspended.values(), (session) => {
      const { userId, channelId } = session.whose;
      const isStillThere = snapshot.get(userId)?.channelId === channelId;
      if (!this.recording || !this.mayRecord(userId) || !isStillThere || (session.leaveTime ?? 0) < notBefore)
        return;
      goOn.push(session);
      // During the gap they had each other for company and nobody else that we know of.
      const flags = session.state & ~(VoiceState.alone | VoiceState.afkChannel);
      this.roster.place(userId, { channelId, flags });
    });
    yield* sliced(goOn, (session) => {
      const { userId } = session.whose;
      const afk = session.state & VoiceState.afkChannel;
      const { state } = this.roster.stayOf(userId) ?? session;
      this.suspended.delete(userId);
      session.resume((state & ~VoiceState.afkChannel) | afk);
      this.sessions.set(userId, session);
    });
    yield* this.release();
  }

  private *release(): Generator<void> {
    yield* sliced(this.suspended.values(), (session) => {
      session.release();
    });
    this.suspended.clear();
  }

  private leave(): void {
    this.roster.clear();
    this.live = false;
  }

  private followAll(userIds: Iterable<Snowflake>, at: number): Generator<void> {
    return sliced(userIds, (userId) => {
      this.follow(userId, at);
    });
  }

  /** Lets a member's session say what the roster says. */
  private follow(userId: Snowflake, at: number): void {
    const session = this.sessions.get(userId);
    const before = session ? { channelId: session.whose.channelId, state: session.state } : null;
    const after = this.recording && this.mayRecord(userId) ? this.roster.stayOf(userId) : null;
    for (const step of transition(before, after)) {
      if (step.type === 'change') session?.change(step.state, at);
      else if (step.type === 'close') {
        session?.close(at);
        this.sessions.delete(userId);
      } else {
        const whose = { guildId: this.guildId, userId, channelId: step.stay.channelId };
        this.sessions.set(userId, TrackedSession.open(whose, step.stay.state, at, this.records));
      }
    }
  }

  private moment(at: number): number {
    this.lastAt = Math.max(this.lastAt, at);
    return this.lastAt;
  }
}
