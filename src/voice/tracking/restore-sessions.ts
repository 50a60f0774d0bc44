import type { Snowflake } from '../../common';
import type { UnfinishedSession } from '../persistence';
import type { VoiceState } from '../voice-state';
import { TrackedSession } from './tracked-session';
import type { RecordSink } from './voice-record';

/**
 * The sessions of one guild that an earlier process left behind, all suspended now. Those that were active end when the
 * guild was last watched; of several of one member, which the original could leave, the older ones end for good.
 */
export function restoreSessions(
  rows: readonly UnfinishedSession[],
  watchedUntil: number,
  records: RecordSink,
): TrackedSession[] {
  const lastKnown = rows.map((row) => (row.isActive ? (row.segmentStart ?? row.joinTime) : row.leaveTime));
  const end = Math.max(watchedUntil, ...lastKnown);
  const newest = new Map<Snowflake, TrackedSession>();
  for (const row of [...rows].sort((a, b) => a.joinTime - b.joinTime || a.id - b.id)) {
    const older = newest.get(row.userId);
    newest.delete(row.userId);
    if (older?.leaveTime === null) older.close(Math.min(end, row.joinTime));
    else older?.release();
    newest.set(row.userId, restore(row, records));
  }
  const sessions = [...newest.values()];
  for (const session of sessions) if (session.leaveTime === null) session.close(end, { suspended: true });
  return sessions;
}

function restore(row: UnfinishedSession, records: RecordSink): TrackedSession {
  const { id, guildId, userId, channelId, joinTime, suspendedAs } = row;
  const leaveTime = row.isActive ? null : row.leaveTime;
  return TrackedSession.restore(
    { guildId, userId, channelId },
    joinTime,
    lastSegment(row),
    { id, leaveTime, suspendedAs },
    records,
  );
}

/** What held last may have held for too short a time to be a segment. */
function lastSegment(row: UnfinishedSession): { start: number; state: VoiceState } {
  const { isActive, joinTime, leaveTime, segmentStart, state, suspendedAs } = row;
  if (isActive || suspendedAs === null || suspendedAs === state) {
    return { start: segmentStart ?? joinTime, state: state ?? 0 };
  }
  return { start: leaveTime, state: suspendedAs };
}
