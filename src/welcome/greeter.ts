import type { Snowflake } from '../common';
import type { WelcomeSettings } from '../settings';
import type { Greeting, Outcome, Passage } from './greeting';

/** What is said, and the way out. What is sent never rejects: whatever happens is an Outcome. */
export abstract class Greeter {
  /** @param withPicture whether there is time to draw one. */
  abstract welcome(passage: Passage, settings: WelcomeSettings, withPicture: boolean): Promise<Greeting>;

  abstract farewell(passage: Passage, settings: WelcomeSettings): Greeting;

  /** @param nonce at most 25 characters; Discord takes a second message with it, for some minutes, for the first one. */
  abstract send(
    channelId: Snowflake,
    greeting: Greeting,
    nonce: string,
    signal: AbortSignal,
  ): Promise<Outcome>;

  abstract giveRole(
    guildId: Snowflake,
    userId: Snowflake,
    roleId: Snowflake,
    signal: AbortSignal,
  ): Promise<Outcome>;
}
