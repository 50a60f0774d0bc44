import type { Snowflake } from '../common';
import type { Recipient } from '../subscribers';

/** Where a message goes. The channel is looked up when it is sent, so a changed setting reaches what is owed already. */
export type Destination =
  | { readonly type: 'dm'; readonly userId: Snowflake }
  | { readonly type: 'channel'; readonly channelId: Snowflake };

/** The body of Discord's "create message" without nonce and mentions, which delivery adds. */
export interface MessageBody {
  readonly components: readonly object[];
  readonly flags: number;
}

/** What an owed message turned into when its time had come. */
export type Prepared =
  | { readonly type: 'send'; readonly destination: Destination; readonly body: MessageBody }
  /** Nobody wants it any more (unsubscribed, feeds disabled); kept in the outbox with the reason. */
  | { readonly type: 'withdraw'; readonly reason: string };

/**
 * How a feature's owed messages become Discord messages. The outbox stores what is to be told as data;
 * text and destination are made at the moment of sending.
 */
export interface MessageKind {
  /** As stored in `outbox_messages.kind`; never renamed while rows of it exist. */
  readonly kind: string;
  prepare(payload: unknown, recipient: Recipient): Promise<Prepared>;
}
