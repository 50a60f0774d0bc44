import type { Snowflake } from '../../common';
import type { VoiceState } from '../voice-state';
import type { RecordSink } from './voice-record';

/** What the database has of a session; changed only once a write is committed. */
export interface StoredSession {
  readonly id: number;
  /** Null while it is stored as active. */
  readonly leaveTime: number | null;
  readonly suspendedAs: VoiceState | null;
}

interface Whose {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
}

interface LastSegment {
  readonly start: number;
  readonly state: VoiceState;
}

/**
 * A session from its first to its last segment. It never goes back in time: what is said to happen before the last
 * change happens with it.
 */
export class TrackedSession {
  stored: StoredSession | null = null;
  leaveTime: number | null = null;
  private segment: LastSegment;

  private constructor(
    readonly whose: Whose,
    readonly joinTime: number,
    segment: LastSegment,
    private readonly records: RecordSink,
  ) {
    this.segment = segment;
  }

  static open(whose: Whose, state: VoiceState, at: number, records: RecordSink): TrackedSession {
    const session = new TrackedSession(whose, at, { start: at, state }, records);
    session.recordStatus(null);
    session.recordSegment(null);
    return session;
  }

  /** One that the database has already; `leaveTime` is null when it was active. */
  static restore(
    whose: Whose,
    joinTime: number,
    segment: LastSegment,
    stored: StoredSession,
    records: RecordSink,
  ): TrackedSession {
    const session = new TrackedSession(whose, joinTime, segment, records);
    session.stored = stored;
    session.leaveTime = stored.leaveTime;
    return session;
  }

  get state(): VoiceState {
    return this.segment.state;
  }

  change(state: VoiceState, at: number): void {
    if (at > this.segment.start) {
      this.recordSegment(at);
      this.segment = { start: at, state };
    } else {
      this.segment = { start: this.segment.start, state };
    }
    this.recordSegment(null);
  }

  /** A session without length is forgotten, unless it is suspended and may get one. */
  close(at: number, { suspended = false } = {}): void {
    const end = Math.max(at, this.segment.start);
    this.leaveTime = end;
    if (!suspended && this.isEmpty) {
      this.forget();
      return;
    }
    if (end > this.segment.start) this.recordSegment(end);
    else this.records.add({ type: 'no-segment', session: this, startedAt: end });
    this.recordStatus(suspended ? this.segment.state : null);
  }

  /** Takes a suspended session up again at the instant it was left, with what held from then on. */
  resume(state: VoiceState): void {
    const from = this.leaveTime ?? this.segment.start;
    if (this.segment.start === from || this.segment.state !== state) this.segment = { start: from, state };
    this.leaveTime = null;
    this.recordStatus(null);
    this.recordSegment(null);
  }

  /** A suspended session is over for good. */
  release(): void {
    if (this.isEmpty) this.forget();
    else this.recordStatus(null);
  }

  private get isEmpty(): boolean {
    return this.leaveTime === this.joinTime;
  }

  private forget(): void {
    this.records.add({ type: 'no-session', session: this });
  }

  private recordStatus(suspendedAs: VoiceState | null): void {
    this.records.add({ type: 'session', session: this, leaveTime: this.leaveTime, suspendedAs });
  }

  private recordSegment(endedAt: number | null): void {
    const { start, state } = this.segment;
    this.records.add({ type: 'segment', session: this, startedAt: start, endedAt, state });
  }
}
