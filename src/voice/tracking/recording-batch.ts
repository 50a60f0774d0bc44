import type { ChannelRow, RolesRow } from '../persistence';
import type { VoiceState } from '../voice-state';
import type { TrackedSession } from './tracked-session';
import type { VoiceRecord } from './voice-record';

export interface SegmentWork {
  readonly endedAt: number | null;
  readonly state: VoiceState;
}

/** What is to be written of one session. */
export interface SessionWork {
  readonly session: TrackedSession;
  /** Undefined leaves it as it is stored. */
  status?: { readonly leaveTime: number | null; readonly suspendedAs: VoiceState | null } | 'gone';
  /** By the start; null deletes. */
  readonly segments: Map<number, SegmentWork | null>;
}

/** Records in a row as what remains to be written of them all: of each thing, the last word. */
export class RecordingBatch {
  readonly sessions = new Map<TrackedSession, SessionWork>();
  readonly roles = new Map<string, RolesRow>();
  readonly channels = new Map<string, ChannelRow>();

  constructor(records: Iterable<VoiceRecord>) {
    for (const record of records) this.take(record);
  }

  private take(record: VoiceRecord): void {
    switch (record.type) {
      case 'session':
        this.work(record.session).status = { leaveTime: record.leaveTime, suspendedAs: record.suspendedAs };
        break;
      case 'no-session':
        this.work(record.session).status = 'gone';
        break;
      case 'segment':
        this.work(record.session).segments.set(record.startedAt, record);
        break;
      case 'no-segment':
        this.work(record.session).segments.set(record.startedAt, null);
        break;
      case 'roles':
        this.roles.set(`${record.row.guildId}/${record.row.userId}`, record.row);
        break;
      case 'channel':
        this.channels.set(record.row.channelId, record.row);
        break;
    }
  }

  private work(session: TrackedSession): SessionWork {
    let work = this.sessions.get(session);
    if (!work) {
      work = { session, segments: new Map() };
      this.sessions.set(session, work);
    }
    return work;
  }
}
