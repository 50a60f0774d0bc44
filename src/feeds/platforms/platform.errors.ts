import { DomainError } from '../../common';

/** The link is of a known platform, but cannot be followed. The message says why and what to do. */
export class LinkError extends DomainError {
  constructor(message: string, options?: ErrorOptions) {
    super('link-refused', message, 'expected', options);
  }
}

/** The platform did not answer usefully: down, refusing, rate-limiting or talking nonsense. */
export class PlatformUnavailableError extends DomainError {
  constructor(
    platformName: string,
    /** For the log: what was asked and what came back. Never holds a secret. */
    readonly detail: string,
    /** The platform said not to ask again before this instant. */
    readonly retryAt: Date | null = null,
    options?: ErrorOptions,
  ) {
    super(
      'platform-unavailable',
      `${platformName} does not answer right now. Nothing was changed; please try again in a few minutes.`,
      'expected',
      options,
    );
  }
}
