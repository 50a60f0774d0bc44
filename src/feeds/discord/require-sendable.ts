import type { BaseInteraction, GuildBasedChannel } from 'discord.js';

import { DomainError } from '../../common';
import { missingToSend } from '../../discord';

/** Told now rather than when the first chapter comes out. */
export function requireSendable(channel: GuildBasedChannel, interaction: BaseInteraction): void {
  const missing = missingToSend(channel, interaction.client.user);
  if (missing.length === 0) return;
  throw new DomainError(
    'missing-permissions',
    `I may not write into <#${channel.id}>. Please give me **${missing.join('** and **')}** there and try again. Nothing was changed.`,
  );
}
