/** A request that brought no complete answer. */
export class TransportError extends Error {
  constructor(
    message: string,
    /** The same request may succeed if it is sent again in a moment. */
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The answer is larger than anything that was asked for. */
export class TooLargeError extends TransportError {
  constructor(readonly maxBytes: number) {
    super(`the answer exceeds ${maxBytes} bytes`, false);
  }
}
