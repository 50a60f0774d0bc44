import type { SessionRow } from './stored-sessions';

/** What holds of every history: a member is in one place at a time, and segments tile their session. */
export function expectTidy(sessions: readonly SessionRow[]): void {
  const lastLeave = new Map<string, number>();
  for (const session of [...sessions].sort((a, b) => a.joinTime - b.joinTime)) {
    const key = `${session.guildId}/${session.userId}`;
    expect(session.joinTime).toBeGreaterThanOrEqual(lastLeave.get(key) ?? 0);
    lastLeave.set(key, session.leaveTime ?? Number.POSITIVE_INFINITY);
    // One that is suspended at once has no length yet, and is forgotten unless it goes on.
    const shortest = session.suspendedAs === null ? 1 : 0;
    expect((session.leaveTime ?? Infinity) - session.joinTime).toBeGreaterThanOrEqual(shortest);
    expectTiled(session);
  }
}

function expectTiled({ joinTime, leaveTime, segments }: SessionRow): void {
  let end: number | null = joinTime;
  for (const segment of segments) {
    expect(segment.startedAt).toBe(end);
    if (segment.endedAt !== null) expect(segment.endedAt).toBeGreaterThan(segment.startedAt);
    end = segment.endedAt;
  }
  expect(end).toBe(leaveTime);
}
