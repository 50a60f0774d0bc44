import type { BaseInteraction } from 'discord.js';

import { toSnowflake } from '../../common';
import { buttonId, requireGuild } from '../../discord';
import type { MemberScope } from '../personal-data';

/** Each is about whoever presses it, in the server where they do so (`here`) or everywhere (`all`). */
export type ScopeName = 'here' | 'all';

export const PRIVACY_SHOW = buttonId('privacy/show/:scope');
/** `choice` is `hidden` or `unrecorded`, `wanted` is `on` or `off`. */
export const PRIVACY_CHOOSE = buttonId('privacy/choose/:scope/:choice/:wanted');
export const PRIVACY_EXPORT = buttonId('privacy/export/:scope');
export const PRIVACY_DELETE = buttonId('privacy/delete/:scope');
/** `then` is `stop` to be recorded no more, too, or `go-on`. */
export const PRIVACY_CONFIRM = buttonId('privacy/confirm/:scope/:then');

/** @throws DomainError when a server is meant and there is none. */
export function scopeOf(interaction: BaseInteraction, scope: string): MemberScope {
  const userId = toSnowflake(interaction.user.id);
  return { userId, guildId: scope === 'all' ? null : requireGuild(interaction) };
}
