import type { Snowflake } from '../common';

/** Somebody who came to a guild, or left it. */
export interface Passage {
  readonly guildId: Snowflake;
  readonly userId: Snowflake;
  /** As the guild shows it. */
  readonly name: string;
  /** The account's own name, without `@`. */
  readonly handle: string;
  /** On Discord's CDN; null for who has chosen none. */
  readonly avatarUrl: string | null;
  /** The guild's members, once this had happened. */
  readonly memberCount: number;
}

export interface Arrival extends Passage {
  readonly joinedAt: Date;
  readonly isBot: boolean;
  /** Has yet to agree to the guild's rules. */
  readonly isPending: boolean;
}

export interface Departure extends Passage {
  readonly isBot: boolean;
}

/** A message that is ready to be sent. */
export interface Greeting {
  /** As Discord takes it. */
  readonly components: readonly object[];
  readonly picture: { readonly png: Buffer; readonly filename: string; readonly alt: string } | null;
  /** The only one who is notified, if anybody. */
  readonly notifies: Snowflake | null;
}

/** What came of one attempt. */
export type Outcome =
  | { readonly type: 'done' }
  /** For good. `asked` when Discord itself said so. */
  | { readonly type: 'refused'; readonly reason: string; readonly asked: boolean }
  /** Discord cannot be reached, or wants us to wait; null when it did not say how long. */
  | { readonly type: 'later'; readonly afterMs: number | null };
