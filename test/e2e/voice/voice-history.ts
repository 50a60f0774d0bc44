import Database from 'better-sqlite3';

import { dataSourceOptions, openDatabase } from '../../../src/database';
import type { Community } from '../support/community';
import type { Stage } from '../support/stage';

export const HOUR = 3_600_000;
export const LOBBY = '1190000000000000001';

/** Stays of an hour each, some hours ago, in a database that the bot finds when it starts. */
export async function history(
  stage: Stage,
  { guildId }: Pick<Community, 'guildId'>,
  stays: readonly (readonly [userId: string, hoursAgo: number, state: number])[],
): Promise<void> {
  await (await openDatabase({ ...dataSourceOptions(stage.databasePath), entities: [] })).destroy();
  const file = new Database(stage.databasePath);
  const now = Date.now();
  for (const [index, [userId, hoursAgo, state]] of stays.entries()) {
    const joined = now - hoursAgo * HOUR - index;
    file
      .prepare(`INSERT INTO voice_sessions VALUES (?, ?, ?, ?, ?, ?, 0)`)
      .run(index + 1, userId, guildId, LOBBY, joined, joined + HOUR);
    file
      .prepare('INSERT INTO voice_segments (session_id, started_at, ended_at, state) VALUES (?, ?, ?, ?)')
      .run(index + 1, joined, joined + HOUR, state);
  }
  file.close();
  await stage.start();
}
