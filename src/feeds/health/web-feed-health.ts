/** How one web feed is read. */
export interface WebFeedHealth {
  readonly name: string;
  readonly url: string;
  readonly lastReadAt: Date | null;
  /** Null while it rests. */
  readonly nextReadAt: Date | null;
  /** Reads in a row that failed, and why the last one did. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly isGone: boolean;
  /** Its host failed so often that it is left alone for a while. */
  readonly isHostShut: boolean;
}

/** The web feeds that a target follows. */
export interface WebFeedsHealth {
  readonly total: number;
  readonly failing: number;
  /** A few, the worst first. */
  readonly worst: readonly WebFeedHealth[];
}
