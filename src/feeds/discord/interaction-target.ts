import type { BaseInteraction } from 'discord.js';

import { toSnowflake } from '../../common';
import { requireGuild, requireManageGuild } from '../../discord';
import type { Target } from '../../subscribers';
import type { SendInto } from './feed.options';

/** Whom a command is about. Everybody may look at what the server follows. */
export function targetOf(interaction: BaseInteraction, into: SendInto): Target {
  return into === 'server'
    ? { type: 'guild', targetId: requireGuild(interaction) }
    : { type: 'dm', targetId: toSnowflake(interaction.user.id) };
}

/** The same for changes: those of the server need Manage Server. */
export function changeableTarget(interaction: BaseInteraction, into: SendInto): Target {
  if (into === 'server') requireManageGuild(interaction);
  return targetOf(interaction, into);
}

/** Whom a delivered message was for, by where its button is pressed; checked at every press. */
export function targetOfMessage(interaction: BaseInteraction): Target {
  return changeableTarget(interaction, interaction.guildId === null ? 'dm' : 'server');
}
