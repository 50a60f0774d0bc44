import { DatabaseTroubleError } from './database.errors';
import type { DatabaseHealth } from './database-health';

/** For what nobody says twice, such as an event of Discord's: done as soon as the database can be written. */
export async function untilWritten(health: DatabaseHealth, work: () => Promise<void>): Promise<void> {
  while (!(await unlessTroubled(work()))) await health.recovered();
}

/**
 * For work that is done again by itself. That the database cannot be written is said by `DatabaseHealth`, and need not be
 * said by everybody whom it keeps waiting.
 * @returns false when that was so; every other error is thrown.
 */
export async function unlessTroubled(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof DatabaseTroubleError) return false;
    throw error;
  }
}
