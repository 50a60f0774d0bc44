import { type BaseInteraction, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

import { DomainError, type Snowflake, toSnowflake } from '../common';

/** Discord ignores default permissions of subcommands, so every handler that needs one asks here, at every press. */
export function requireManageGuild(interaction: BaseInteraction): Snowflake {
  const guildId = requireGuild(interaction);
  if (!interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) {
    throw new DomainError(
      'manage-guild-required',
      'This needs the **Manage Server** permission. Ask somebody who has it, or choose **DM** to be told yourself.',
    );
  }
  return guildId;
}

export function requireGuild(interaction: BaseInteraction): Snowflake {
  if (interaction.guildId === null) {
    throw new DomainError('guild-required', 'This works inside a server only.');
  }
  return toSnowflake(interaction.guildId);
}

/** What a bot needs to put its messages into a channel, by the names that Discord's settings show. */
export function missingToSend(permissions: Readonly<PermissionsBitField>): string[] {
  return [
    [PermissionFlagsBits.ViewChannel, 'View Channel'] as const,
    [PermissionFlagsBits.SendMessages, 'Send Messages'] as const,
  ]
    .filter(([flag]) => !permissions.has(flag))
    .map(([, name]) => name);
}
