import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';

import { DomainError, type Snowflake } from '../../common';
import { channelProblem } from './channel-problem';
import { choiceProblem, roleProblem } from './role-problem';

/** Told now rather than when the first member joins. */
export function requireSendableChannel(
  { client, guildId }: BaseInteraction,
  channelId: Snowflake,
  options: { readonly withFile: boolean },
): void {
  const channel = client.channels.cache.get(channelId);
  // Who manages one server has no say in another.
  const isElsewhere = channel !== undefined && (channel.isDMBased() || channel.guildId !== guildId);
  if (isElsewhere)
    throw new DomainError('unknown-channel', 'This channel is not in this server. Nothing was changed.');
  const problem = channelProblem(client, channelId, options);
  if (problem !== null) throw new DomainError('missing-permissions', `${problem} Nothing was changed.`);
}

/** @throws DomainError when the bot cannot give the role to everybody, or the person could not give it themselves. */
export function requireGivableRole(interaction: BaseInteraction, roleId: Snowflake): void {
  const { guild, member, memberPermissions, user } = interaction;
  const role = guild?.roles.cache.get(roleId);
  if (!guild || !role) throw new DomainError('unknown-role', 'I do not know this role. Nothing was changed.');
  const roles = member?.roles ?? [];
  const chooser = {
    userId: user.id,
    roleIds: Array.isArray(roles) ? roles : [...roles.cache.keys()],
    mayManageRoles: memberPermissions?.has(PermissionFlagsBits.ManageRoles) === true,
  };
  const problem = roleProblem(guild, roleId) ?? choiceProblem(role, chooser);
  if (problem !== null) throw new DomainError('role-not-givable', `${problem} Nothing was changed.`);
}
