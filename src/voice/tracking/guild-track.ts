import type { Snowflake } from '../../common';
import { VoiceState } from '../voice-state';
import { GuildRoster, type Spot } from './guild-roster';
import { TrackedSession } from './tracked-session';
import { transition } from './transition';
import type { RecordSink } from './voice-record';

/** Members that are dealt with between two turns of the event loop. */
const SLICE = 500;

/** One guild: who is in voice, and the sessions that say so. Sessions follow the roster, whatever changed it. */
export class GuildTrack {
  readonly roster = new GuildRoster();
  /** Whether the roster is what Discord sees; false until a snapshot came, and while the guild is out of sight. */
  live = false;
  private readonly sessions = new Map<Snowflake, TrackedSession>();
  private readonly suspended = new Map<Snowflake, TrackedSession>();

  constructor(
    readonly guildId: Snowflake,
    private recording: boolean,
    /** Nothing happens before this: a clock that jumps back stands still until it has caught up. */
    private lastAt: number,
    private readonly records: RecordSink,
  ) {}

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

  closeChannel(channelId: Snowflake, at: number): void {
    const now = this.moment(at);
    for (const userId of this.roster.membersOf(channelId)) this.place(userId, null, now);
  }

  setAfkChannel(channelId: Snowflake | null, at: number): void {
    const before = this.roster.afkChannelId;
    if (before === channelId) return;
    this.roster.afkChannelId = channelId;
    const now = this.moment(at);
    for (const channel of [before, channelId]) {
      if (channel === null) continue;
      for (const userId of this.roster.membersOf(channel)) this.follow(userId, now);
    }
  }

  setRecording(recording: boolean, at: number): void {
    this.recording = recording;
    const now = this.moment(at);
    for (const userId of this.roster.members()) this.follow(userId, now);
    if (!recording) this.release();
  }

  /** The guild is out of sight since then: its sessions end there, unless the next snapshot lets them go on. */
  suspend(at: number): void {
    const end = this.moment(at);
    for (const [userId, session] of this.sessions) {
      session.close(end, { suspended: true });
      this.suspended.set(userId, session);
    }
    this.sessions.clear();
    this.roster.clear();
    this.live = false;
  }

  /**
   * Nothing goes on here any more.
   * @returns when that was.
   */
  end(at: number): number {
    const end = this.moment(at);
    for (const session of this.sessions.values()) session.close(end);
    this.sessions.clear();
    this.roster.clear();
    this.live = false;
    this.release();
    return end;
  }

  /**
   * Takes over who is in voice now. A suspended session goes on when its member is still in its channel and the gap was
   * not longer than the limit; the others of them ended where they were suspended.
   */
  *reconcile(snapshot: ReadonlyMap<Snowflake, Spot>, at: number, gapLimitMs: number): Generator<void> {
    const now = this.moment(at);
    this.live = true;
    yield* this.resume(snapshot, now - gapLimitMs);
    for (const userId of this.roster.members()) {
      if (!snapshot.has(userId)) this.roster.place(userId, null);
    }
    for (const [userId, spot] of snapshot) this.roster.place(userId, spot);
    yield;
    yield* sliced(new Set([...this.sessions.keys(), ...this.roster.members()]), (userId) => {
      this.follow(userId, now);
    });
  }

  private *resume(snapshot: ReadonlyMap<Snowflake, Spot>, notBefore: number): Generator<void> {
    const goOn = [...this.suspended].filter(([userId, session]) => {
      const { channelId } = session.whose;
      return (
        this.recording &&
        snapshot.get(userId)?.channelId === channelId &&
        (session.leaveTime ?? 0) >= notBefore
      );
    });
    // During the gap they had each other for company and nobody else that we know of.
    for (const [userId, { whose, state }] of goOn) {
      const flags = state & ~(VoiceState.alone | VoiceState.afkChannel);
      this.roster.place(userId, { channelId: whose.channelId, flags });
    }
    yield* sliced(goOn, ([userId, session]) => {
      const afk = session.state & VoiceState.afkChannel;
      const { state } = this.roster.stayOf(userId) ?? session;
      this.suspended.delete(userId);
      session.resume((state & ~VoiceState.afkChannel) | afk);
      this.sessions.set(userId, session);
    });
    this.release();
  }

  private release(): void {
    for (const session of this.suspended.values()) session.release();
    this.suspended.clear();
  }

  /** Lets a member's session say what the roster says. */
  private follow(userId: Snowflake, at: number): void {
    const session = this.sessions.get(userId);
    const before = session ? { channelId: session.whose.channelId, state: session.state } : null;
    const after = this.recording ? this.roster.stayOf(userId) : null;
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

function* sliced<T>(values: Iterable<T>, work: (value: T) => void): Generator<void> {
  let count = 0;
  for (const value of values) {
    work(value);
    if (++count % SLICE === 0) yield;
  }
}
