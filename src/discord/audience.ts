import { Reflector } from '@nestjs/core';

/** For whom a command is of use: everybody in a server or who has Manage Server there; and in direct messages. */
export interface AudienceOf {
  readonly guild: 'everybody' | 'managers';
  readonly dm: boolean;
}

export const EVERYBODY: AudienceOf = { guild: 'everybody', dm: true };

/**
 * Says who is shown a command by `/help`; everybody is, unless said. What somebody may do is decided where they do it:
 * much depends on an option, which nobody has chosen yet.
 */
export const Audience = Reflector.createDecorator<AudienceOf>();
