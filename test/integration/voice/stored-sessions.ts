import type { Snowflake } from '../../../src/common';
import type { UnfinishedSession } from '../../../src/voice/persistence';
import { RecordingBatch } from '../../../src/voice/tracking/recording-batch';
import type { VoiceRecord } from '../../../src/voice/tracking/voice-record';

export interface StoredSegment {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly state: number;
}

/** A session as a reader of the tables sees it. */
export interface SessionRow {
  readonly id: number;
  readonly userId: Snowflake;
  readonly guildId: Snowflake;
  readonly channelId: Snowflake;
  readonly joinTime: number;
  readonly leaveTime: number | null;
  readonly suspendedAs: number | null;
  readonly segments: readonly StoredSegment[];
}

/** The tables in memory, for tests that make too many histories for a file. Batches are cut where `cut` says. */
export class StoredSessions {
  private readonly rows = new Map<number, SessionRow>();
  private waiting: VoiceRecord[] = [];
  private nextId = 1;

  readonly add = (record: VoiceRecord): void => {
    this.waiting.push(record);
  };

  flush(): void {
    const batch = new RecordingBatch(this.waiting);
    this.waiting = [];
    for (const { session, status, segments } of batch.sessions.values()) {
      const id = session.stored?.id ?? this.nextId++;
      if (status === 'gone') {
        this.rows.delete(id);
        session.stored = null;
        continue;
      }
      const row = this.rows.get(id);
      const kept = new Map((row?.segments ?? []).map((segment) => [segment.startedAt, segment]));
      for (const [startedAt, segment] of segments) {
        if (segment === null) kept.delete(startedAt);
        else kept.set(startedAt, { startedAt, endedAt: segment.endedAt, state: segment.state });
      }
      const { leaveTime, suspendedAs } = status ?? row ?? { leaveTime: null, suspendedAs: null };
      const sorted = [...kept.values()].sort((a, b) => a.startedAt - b.startedAt);
      const { joinTime, whose } = session;
      this.rows.set(id, { id, ...whose, joinTime, leaveTime, suspendedAs, segments: sorted });
      session.stored = { id, leaveTime, suspendedAs };
    }
  }

  list(): SessionRow[] {
    return [...this.rows.values()].sort((a, b) => a.joinTime - b.joinTime || a.id - b.id);
  }

  /** What a new process finds. */
  listUnfinished(): UnfinishedSession[] {
    const unfinished = [...this.rows.values()].filter(
      (row) => row.leaveTime === null || row.suspendedAs !== null,
    );
    return unfinished.map((row) => {
      const last = row.segments.at(-1);
      return {
        ...{ id: row.id, userId: row.userId, guildId: row.guildId, channelId: row.channelId },
        ...{ joinTime: row.joinTime, leaveTime: row.leaveTime ?? row.joinTime },
        isActive: row.leaveTime === null,
        segmentStart: last?.startedAt ?? null,
        state: last?.state ?? null,
        suspendedAs: row.suspendedAs,
      };
    });
  }
}
