import type { Snowflake } from '../common';
import type { Recipient } from '../subscribers';

/** Where a message goes. The channel is looked up when it is sent, so a changed setting reaches what is owed already. */
export type Destination =
  | { readonly type: 'dm'; readonly userId: Snowflake }
  | { readonly type: 'channel'; readonly channelId: Snowflake }
  /**
   * A new post of a forum. Discord knows no nonce for it: an answer that is lost, or a crash before it is written down,
   * makes a second post.
   */
  | {
      readonly type: 'post';
      /** The forum. */
      readonly channelId: Snowflake;
      readonly name: string;
      readonly tagIds: readonly Snowflake[];
    };

/** The body of Discord's "create message" without nonce and mentions, which delivery adds. */
export interface MessageBody {
  readonly components: readonly object[];
  readonly flags: number;
  /** Roles that are notified; nobody else is, whatever the text says. */
  readonly mentionRoles?: readonly Snowflake[];
}

/** What an owed message turned into when its time had come. */
export type Prepared =
  | { readonly type: 'send'; readonly destination: Destination; readonly body: MessageBody }
  /** Nobody wants it any more (unsubscribed, feeds disabled), or others tell it; kept in the outbox with the reason. */
  | { readonly type: 'withdraw'; readonly reason: string; readonly instead?: readonly Instead[] }
  /** It may not be sent as things are: a dead letter, until somebody owes it again. */
  | { readonly type: 'refuse'; readonly reason: string; readonly instead?: readonly Instead[] };

/** A message to the same subscriber that is owed in place of another one, in one step with its end. */
export interface Instead {
  readonly kind: string;
  readonly payload: unknown;
  /** As in the outbox: what this subscriber was owed before by the same key is not owed again. */
  readonly dedupeKey: string;
}

/**
 * How a feature's owed messages become Discord messages. The outbox stores what is to be told as data;
 * text and destination are made at the moment of sending.
 */
export interface MessageKind {
  /** As stored in `outbox_messages.kind`; never renamed while rows of it exist. */
  readonly kind: string;
  prepare(payload: unknown, recipient: Recipient): Promise<Prepared>;
  /** One payload that tells, in this order, what several would have told; null when it takes several messages. */
  merge?(payloads: readonly unknown[]): unknown;
  /**
   * For messages that may go to several places: the payload for the next one after Discord refused this one for good,
   * or null when there is none. The target of a kind that has this is not stopped by it.
   */
  afterRefusal?(payload: unknown, refused: Destination, recipient: Recipient): unknown;
  /**
   * Whether the message has somewhere else to go after Discord refused this destination with this code for good. It is
   * prepared anew then. Called, like the next, in the unit of work that settles the message.
   */
  findAnother?(refused: Destination, code: number): Promise<boolean>;
  /** Discord took it. @param channelId where it stands: the new post's id for a post. */
  afterSent?(payload: unknown, destination: Destination, channelId: Snowflake): Promise<void>;
}

/**
 * The kind that tells a person that a guild is stopped. It is owed to the stopped guild, goes out all the same, and so
 * must never go to the place that refused. The schema names it in an index.
 */
export const STOP_NOTICE = 'delivery.stopped';
