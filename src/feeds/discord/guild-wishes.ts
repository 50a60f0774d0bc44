import type { BaseInteraction, GuildBasedChannel, Role } from 'discord.js';

import { DomainError, toSnowflake } from '../../common';
import type { Target } from '../../subscribers';
import type { SubscriptionOptions } from '../subscriptions/subscription.service';
import { requireSendable } from './require-sendable';

interface TypedGuildWishes {
  readonly role: Role | null;
  readonly channel: GuildBasedChannel | null;
}

/** Role and channel of a guild's subscription; only what was said. @throws DomainError when they cannot be used. */
export function guildWishes(
  interaction: BaseInteraction,
  target: Target,
  { role, channel }: TypedGuildWishes,
): Partial<Pick<SubscriptionOptions, 'roleId' | 'channelId'>> {
  if (target.type === 'dm' && (role ?? channel) !== null) {
    throw new DomainError(
      'guild-option',
      '`role` and `channel` are for **Server** subscriptions. Nothing was changed.',
    );
  }
  if (channel) requireSendable(channel, interaction);
  return {
    ...(role ? { roleId: toSnowflake(role.id) } : {}),
    ...(channel ? { channelId: toSnowflake(channel.id) } : {}),
  };
}
