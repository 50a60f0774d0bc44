import { type Guild, type PermissionResolvable, PermissionFlagsBits, type Role } from 'discord.js';

import type { Snowflake } from '../../common';

/** What a stranger must not be able to do a second after joining, by the names in Discord's settings. */
const DANGEROUS: readonly (readonly [PermissionResolvable, string])[] = [
  [PermissionFlagsBits.Administrator, 'Administrator'],
  [PermissionFlagsBits.ManageGuild, 'Manage Server'],
  [PermissionFlagsBits.ManageRoles, 'Manage Roles'],
  [PermissionFlagsBits.ManageChannels, 'Manage Channels'],
  [PermissionFlagsBits.ManageWebhooks, 'Manage Webhooks'],
  [PermissionFlagsBits.ManageMessages, 'Manage Messages'],
  [PermissionFlagsBits.ManageThreads, 'Manage Threads'],
  [PermissionFlagsBits.ManageNicknames, 'Manage Nicknames'],
  [PermissionFlagsBits.ManageEvents, 'Manage Events'],
  [PermissionFlagsBits.ManageGuildExpressions, 'Manage Expressions'],
  [PermissionFlagsBits.ViewAuditLog, 'View Audit Log'],
  [PermissionFlagsBits.KickMembers, 'Kick Members'],
  [PermissionFlagsBits.BanMembers, 'Ban Members'],
  [PermissionFlagsBits.ModerateMembers, 'Timeout Members'],
  [PermissionFlagsBits.MentionEveryone, 'Mention Everyone'],
  [PermissionFlagsBits.MuteMembers, 'Mute Members'],
  [PermissionFlagsBits.DeafenMembers, 'Deafen Members'],
  [PermissionFlagsBits.MoveMembers, 'Move Members'],
];

/** Why everybody who joins cannot be given a role, and what to do; null when they can. */
export function roleProblem(guild: Guild, roleId: Snowflake): string | null {
  const role = guild.roles.cache.get(roleId);
  const { me } = guild.members;
  if (!role || role.id === guild.id) return 'The role for new members is gone. Please choose another one.';
  if (role.managed) return `<@&${roleId}> belongs to a bot or an integration; nobody can give it.`;
  const { everyone } = guild.roles;
  const dangerous = DANGEROUS.filter(
    ([flag]) => role.permissions.has(flag, false) && !everyone.permissions.has(flag, false),
  ).map(([, name]) => name);
  if (dangerous.length > 0)
    return `I do not give <@&${roleId}> to everybody who joins: it allows **${dangerous.join('**, **')}**.`;
  if (!me?.permissions.has(PermissionFlagsBits.ManageRoles))
    return `I may not give <@&${roleId}>. Please give me **Manage Roles**.`;
  if (me.roles.highest.comparePositionTo(role) <= 0)
    return `I may not give <@&${roleId}>. Please move my own role above it, in the server's settings under _Roles_.`;
  return null;
}

/** Why a person may not have the bot give a role that they could not give themselves; null when they may. */
export function choiceProblem(
  role: Role,
  {
    userId,
    roleIds,
    mayManageRoles,
  }: {
    readonly userId: string;
    readonly roleIds: readonly string[];
    readonly mayManageRoles: boolean;
  },
): string | null {
  const { guild } = role;
  if (guild.ownerId === userId) return null;
  if (!mayManageRoles) return 'To choose a role you need **Manage Roles** yourself.';
  const own = guild.roles.cache.filter(({ id }) => roleIds.includes(id));
  const isAbove = own.some((mine) => mine.comparePositionTo(role) > 0);
  return isAbove ? null : `<@&${role.id}> is not below your own highest role, so you may not give it away.`;
}
