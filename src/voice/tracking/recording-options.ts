/** How recording is paced. Tests inject other values. */
export class RecordingOptions {
  /** How often it is written down that we are looking; at most so much is lost at a crash. */
  readonly heartbeatMs: number = 10_000;
  /** Longest wait before what happened is stored. */
  readonly flushMs: number = 250;
  /** Records in one transaction; more would hold the event loop for too long. */
  readonly batchSize: number = 200;
  /** A member found in the same channel after a gap of up to this was there all the while. */
  readonly gapLimitMs: number = 5 * 60_000;
}
