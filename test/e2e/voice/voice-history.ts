import Database from 'better-sqlite3';

import { dataSourceOptions, openDatabase } from '../../../src/database';
import type { Community } from '../support/community';
import type { Stage } from '../support/stage';

export const HOUR = 3_600_000;
export const LOBBY = '1190000000000000001';

export interface WrittenStay {
  readonly guildId: string;
  readonly userId: string;
  readonly channelId: string;
  /** Epoch milliseconds; each stay lasts an hour. */
  readonly joined: number;
  readonly state?: number;
}

/** Stays of an hour each, some hours ago, in a database that the bot finds when it starts. */
export function history(
  stage: Stage,
  { guildId }: Pick<Community, 'guildId'>,
  stays: readonly (readonly [userId: string, hoursAgo: number, state: number])[],
): Promise<void> {
  const now = Date.now();
  return startWithHistory(
    stage,
    stays.map(([userId, hoursAgo, state], index) => {
      return { guildId, userId, channelId: LOBBY, joined: now - hoursAgo * HOUR - index, state };
    }),
  );
}

/** The same with stays at any time. */
export async function startWithHistory(stage: Stage, stays: readonly WrittenStay[]): Promise<void> {
  await (await openDatabase({ ...dataSourceOptions(stage.databasePath), entities: [] })).destroy();
  const file = new Database(stage.databasePath);
  for (const [index, { guildId, userId, channelId, joined, state = 0 }] of stays.entries()) {
    const [id, left] = [index + 1, joined + HOUR];
    file
      .prepare('INSERT INTO voice_sessions VALUES (?, ?, ?, ?, ?, ?, 0)')
      .run(id, userId, guildId, channelId, joined, left);
    file
      .prepare('INSERT INTO voice_segments (session_id, started_at, ended_at, state) VALUES (?, ?, ?, ?)')
      .run(id, joined, left, state);
  }
  file.close();
  await stage.start();
}
