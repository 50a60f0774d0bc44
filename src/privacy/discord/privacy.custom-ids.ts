import type { BaseInteraction } from 'discord.js';

import { DomainError, toSnowflake } from '../../common';
import { buttonId, requireGuild } from '../../discord';
import type { MemberScope } from '../personal-data';

/** Each is about whoever presses it, in the server where they do so (`here`) or everywhere (`all`). */
const SCOPES = ['here', 'all'] as const;
export type ScopeName = (typeof SCOPES)[number];

export const PRIVACY_SHOW = buttonId('privacy/show/:scope');
/** `choice` is `hidden` or `unrecorded`, `wanted` is `on` or `off`. */
export const PRIVACY_CHOOSE = buttonId('privacy/choose/:scope/:choice/:wanted');
export const PRIVACY_EXPORT = buttonId('privacy/export/:scope');
export const PRIVACY_DELETE = buttonId('privacy/delete/:scope');
/** `then` is `stop` to be recorded no more, too, or `go-on`. */
export const PRIVACY_CONFIRM = buttonId('privacy/confirm/:scope/:then');

/** @throws DomainError when a server is meant and there is none, and for a scope that is none. */
export function scopeOf(interaction: BaseInteraction, scope: string): MemberScope {
  const userId = toSnowflake(interaction.user.id);
  return { userId, guildId: oneOf(SCOPES, scope) === 'all' ? null : requireGuild(interaction) };
}

/** @throws DomainError for what no panel of ours says. */
export function oneOf<Value extends string>(values: readonly Value[], text: string): Value {
  const found = values.find((value) => value === text);
  if (found === undefined) {
    throw new DomainError(
      'unknown-choice',
      'I do not know what was chosen. Nothing was changed; use /privacy for a new panel.',
    );
  }
  return found;
}
