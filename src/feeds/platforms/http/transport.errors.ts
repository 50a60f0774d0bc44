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
