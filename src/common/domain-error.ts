/** `expected`: a person asked for something that cannot be done. `fault`: something of ours is broken. */
export type Severity = 'expected' | 'fault';

/**
 * An error whose message may be shown to a person: it says what happened and what to do about it.
 * Every other error is answered with a general apology and logged in full.
 */
export class DomainError extends Error {
  constructor(
    /** Stable and machine-readable, in kebab-case: `feed-not-found`. */
    readonly code: string,
    message: string,
    readonly severity: Severity = 'expected',
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
