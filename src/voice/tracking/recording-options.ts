/** How recording is paced. Tests inject other values. */
export class RecordingOptions {
  /**
   * How often it is to be written down that we are looking. A crash costs so much and the time until it is written,
   * and is to cost ten seconds at most.
   */
  readonly heartbeatMs: number = 9_000;
  /** Longest wait before what happened is stored. */
  readonly flushMs: number = 250;
  /** Records in one transaction; more would hold the event loop for too long. */
  readonly batchSize: number = 200;
  /** A member found in the same channel after a gap of up to this was there all the while. */
  readonly gapLimitMs: number = 5 * 60_000;
  /** More than so many records that wait, some tens of megabytes, are not kept while nothing can be stored. */
  readonly mostWaiting: number = 250_000;
}
