import type { Snowflake } from '../../common';

/**
 * Keeps the sums of what counts in step with the sessions. All are called inside the unit of work that writes the
 * sessions, after their rows and segments are written, so that sums and sessions are committed together.
 */
export abstract class VoiceTotals {
  /** These sessions are closed now. */
  abstract add(sessionIds: readonly number[]): Promise<void>;

  /** These closed sessions are about to be opened or changed again; their rows are still as they were added. */
  abstract subtract(sessionIds: readonly number[]): Promise<void>;

  /** Roles of members or categories of channels changed in these guilds, and with them perhaps what counts. */
  abstract inputsChanged(guildIds: Iterable<Snowflake>): void;
}
