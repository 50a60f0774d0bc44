import { Injectable } from '@nestjs/common';

import { UnitOfWork } from '../../database';
import { VoiceRecordingRepository } from '../persistence';
import { VoiceTotals } from '../statistics/voice-totals';
import type { RecordingBatch, SessionWork } from './recording-batch';
import { ShardLives } from './shard-lives';
import type { StoredSession, TrackedSession } from './tracked-session';

/** Stores a batch, all or nothing. */
@Injectable()
export class RecordingWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: VoiceRecordingRepository,
    private readonly totals: VoiceTotals,
    private readonly lives: ShardLives,
  ) {}

  /** @param lives what to say of shards: nothing that happened on them before is unwritten after this batch. */
  async write(batch: RecordingBatch, lives: ReadonlyMap<string, number>): Promise<void> {
    const works = [...batch.sessions.values()];
    const stored = await this.unitOfWork.run(async () => {
      await this.totals.subtract(works.filter(changesWhatCounted).map(idOf));
      const sessions = await this.writeSessions(works);
      await this.writeSegments(works, sessions);
      this.totals.inputsChanged(await this.recordings.upsertRoles([...batch.roles.values()]));
      this.totals.inputsChanged(await this.recordings.upsertChannels([...batch.channels.values()]));
      const counted = works.filter((work) => isToCount(work, sessions.get(work.session)));
      await this.totals.add(counted.map(({ session }) => sessions.get(session)?.id ?? 0));
      await this.lives.store(lives);
      return sessions;
    });
    for (const { session } of works) session.stored = stored.get(session) ?? null;
  }

  /** @returns what is stored of each session now; nothing of those that are gone. */
  private async writeSessions(works: readonly SessionWork[]): Promise<Map<TrackedSession, StoredSession>> {
    const stored = new Map<TrackedSession, StoredSession>();
    await this.recordings.deleteSessions(works.filter(isGone).filter(isStored).map(idOf));
    const fresh = works.filter((work) => !isStored(work) && !isGone(work));
    const ids = await this.recordings.insertSessions(
      fresh.map((work) => ({
        ...work.session.whose,
        joinTime: work.session.joinTime,
        leaveTime: statusOf(work).leaveTime,
      })),
    );
    fresh.forEach((work, index) => stored.set(work.session, { id: ids[index] ?? 0, ...statusOf(work) }));
    const known = works.filter((work) => isStored(work) && !isGone(work));
    for (const work of known) stored.set(work.session, { id: idOf(work), ...statusOf(work) });
    const changed = known.filter((work) => work.session.stored?.leaveTime !== statusOf(work).leaveTime);
    await this.recordings.updateSessions(changed.map((work) => [idOf(work), statusOf(work).leaveTime]));
    await this.writeSuspensions([...fresh, ...known], stored);
    return stored;
  }

  private async writeSuspensions(
    works: readonly SessionWork[],
    stored: ReadonlyMap<TrackedSession, StoredSession>,
  ): Promise<void> {
    const changed = works
      .map(({ session }) => ({ was: session.stored?.suspendedAs ?? null, now: stored.get(session) }))
      .flatMap(({ was, now }) => (now !== undefined && now.suspendedAs !== was ? [now] : []));
    const suspended = changed.flatMap(({ id, suspendedAs }) =>
      suspendedAs === null ? [] : [[id, suspendedAs] as const],
    );
    await this.recordings.unsuspend(
      changed.filter(({ suspendedAs }) => suspendedAs === null).map(({ id }) => id),
    );
    await this.recordings.suspend(suspended);
  }

  private async writeSegments(
    works: readonly SessionWork[],
    stored: ReadonlyMap<TrackedSession, StoredSession>,
  ): Promise<void> {
    const rows = works.flatMap(({ session, segments }) => {
      const sessionId = stored.get(session)?.id;
      if (sessionId === undefined) return [];
      return [...segments].map(([startedAt, segment]) => ({ sessionId, startedAt, segment }));
    });
    await this.recordings.deleteSegments(
      rows.filter(({ segment }) => segment === null).map((row) => [row.sessionId, row.startedAt]),
    );
    await this.recordings.upsertSegments(
      rows.flatMap(({ sessionId, startedAt, segment }) =>
        segment ? [{ sessionId, startedAt, endedAt: segment.endedAt, state: segment.state }] : [],
      ),
    );
  }
}

function isGone({ status }: SessionWork): boolean {
  return status === 'gone';
}

function isStored({ session }: SessionWork): boolean {
  return session.stored !== null;
}

function idOf({ session }: SessionWork): number {
  if (!session.stored) throw new Error('A voice session has no id before it is stored');
  return session.stored.id;
}

function statusOf({ session, status }: SessionWork): Omit<StoredSession, 'id'> {
  if (status !== undefined && status !== 'gone') {
    return { leaveTime: status.leaveTime, suspendedAs: status.suspendedAs };
  }
  return session.stored ?? { leaveTime: null, suspendedAs: null };
}

/** It was counted as closed, and is about to be something else. */
function changesWhatCounted(work: SessionWork): boolean {
  const { stored } = work.session;
  if (stored?.leaveTime == null) return false;
  return isGone(work) || work.segments.size > 0 || statusOf(work).leaveTime !== stored.leaveTime;
}

function isToCount(work: SessionWork, stored: StoredSession | undefined): boolean {
  if (stored?.leaveTime == null) return false;
  return work.session.stored?.leaveTime == null || changesWhatCounted(work);
}
