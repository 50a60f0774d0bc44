/**
 * Totals kept up to date with the sessions that are closed. Both are called inside of the unit of work that writes the
 * sessions, once their rows are as they are to be counted.
 */
export abstract class VoiceTotals {
  /** These sessions were closed. */
  abstract add(sessionIds: readonly number[]): Promise<void>;

  /** These closed sessions are about to change: they go on, or they go. */
  abstract subtract(sessionIds: readonly number[]): Promise<void>;
}
