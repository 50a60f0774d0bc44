import type { BaseInteraction } from 'discord.js';

import type { Snowflake } from '../../common';
import type { Passage } from '../greeting';

const AVATAR = { extension: 'webp', forceStatic: true, size: 256 } as const;

/** Who uses a command, as if they had just joined. */
export function passageOf({ guild, member, user }: BaseInteraction, guildId: Snowflake): Passage {
  const isWhole = member !== null && 'displayName' in member;
  return {
    guildId,
    userId: user.id as Snowflake,
    name: isWhole ? member.displayName : user.displayName,
    handle: user.username,
    avatarUrl: (isWhole ? member.avatarURL(AVATAR) : null) ?? user.avatarURL(AVATAR),
    memberCount: guild?.memberCount ?? 1,
  };
}
