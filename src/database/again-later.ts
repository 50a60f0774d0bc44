import { DatabaseTroubleError } from './database.errors';

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
