import { PermissionFlagsBits } from 'discord.js';
import { FastifyInstance } from 'fastify';
import { refusals } from '../../wire/discord-error';
import { Directory } from '../../world/directory';
import { permissionsOf } from '../../world/permissions';
import { MemberRecord } from '../../world/records';
import { Services } from '../services';

interface Params {
  guild_id: string;
  user_id: string;
  role_id: string;
}

/** Giving a role to a member, and taking it away. */
export function memberRoleRoutes(app: FastifyInstance, { directory, changes }: Services): void {
  const path = '/guilds/:guild_id/members/:user_id/roles/:role_id';

  app.put<{ Params: Params }>(path, ({ params }, reply) => {
    const { userId, roles } = changeable(directory, params);
    if (!roles.includes(params.role_id))
      changes.setMemberRoles(params.guild_id, userId, [...roles, params.role_id]);
    return reply.code(204).send();
  });

  app.delete<{ Params: Params }>(path, ({ params }, reply) => {
    const { userId, roles } = changeable(directory, params);
    const others = roles.filter((id) => id !== params.role_id);
    if (others.length < roles.length) changes.setMemberRoles(params.guild_id, userId, others);
    return reply.code(204).send();
  });
}

/** The member, if the bot may change the role: https://discord.com/developers/docs/topics/permissions#permission-hierarchy */
function changeable(directory: Directory, { guild_id, user_id, role_id }: Params): MemberRecord {
  const guild = directory.guild(guild_id);
  const member = guild.members.get(directory.user(user_id).id);
  const role = guild.roles.get(role_id);
  if (member === undefined) throw refusals.unknownMember();
  if (role === undefined) throw refusals.unknownRole();
  const own = guild.members.get(directory.bot.id)?.roles ?? [];
  const highest = Math.max(0, ...own.map((id) => guild.roles.get(id)?.position ?? 0));
  const mayManage = (permissionsOf(guild, directory.bot.id) & PermissionFlagsBits.ManageRoles) !== 0n;
  if (!mayManage || role.botId !== null || role.id === guild.id || role.position >= highest)
    throw refusals.missingPermissions();
  return member;
}
