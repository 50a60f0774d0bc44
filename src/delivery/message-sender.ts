import type { Answer } from './classify-answer';
import type { Destination, MessageBody } from './message';

/** The way out. Never throws: whatever happens is an Answer. */
export abstract class MessageSender {
  /** False before the first login, when every attempt would fail. */
  abstract get ready(): boolean;

  /**
   * @param nonce at most 25 characters; Discord takes a second message with it, for some minutes, for the first one.
   * @param signal ends the attempt before the lease on the row runs out.
   */
  abstract send(
    destination: Destination,
    body: MessageBody,
    nonce: string,
    signal: AbortSignal,
  ): Promise<Answer>;
}
