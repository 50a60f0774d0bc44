import type { ChannelRow, RolesRow } from '../persistence';
import type { VoiceState } from '../voice-state';
import type { TrackedSession } from './tracked-session';

/** One thing to be stored. Records are stored in the order in which they were made. */
export type VoiceRecord =
  | {
      readonly type: 'session';
      readonly session: TrackedSession;
      /** Null while it goes on. */
      readonly leaveTime: number | null;
      /** The state in which it was suspended; null when it was not. */
      readonly suspendedAs: VoiceState | null;
    }
  /** It had no length, so it did not happen. */
  | { readonly type: 'no-session'; readonly session: TrackedSession }
  | {
      readonly type: 'segment';
      readonly session: TrackedSession;
      readonly startedAt: number;
      readonly endedAt: number | null;
      readonly state: VoiceState;
    }
  | { readonly type: 'no-segment'; readonly session: TrackedSession; readonly startedAt: number }
  | { readonly type: 'roles'; readonly row: RolesRow }
  | { readonly type: 'channel'; readonly row: ChannelRow };

/** Takes records and stores them, sooner or later, in order. */
export interface RecordSink {
  add(record: VoiceRecord): void;
}
