import { type BaseInteraction, MessageFlags } from 'discord.js';

import { DomainError } from '../../common';

/**
 * For what somebody who hides may see of themselves, and nobody else.
 * @param command that answers them alone, without the slash.
 * @throws DomainError when others see the message too.
 */
export function requireSeenByOne(interaction: BaseInteraction, command: string): void {
  const isSeenByOne = interaction.isMessageComponent()
    ? interaction.message.flags.has(MessageFlags.Ephemeral)
    : interaction.isRepliable() && interaction.ephemeral === true;
  if (isSeenByOne) return;
  throw new DomainError(
    'hidden-in-public',
    `You are hidden here, and others see this message. Use \`/${command}\` anew: the answer is for you alone.`,
  );
}
