import { PermissionFlagsBits } from 'discord.js';
import { FastifyInstance } from 'fastify';
import { refusals } from '../../wire/discord-error';
import { asJson, asText } from '../../wire/json';
import { guildPayload } from '../../world/guild-payload';
import { channelPayload, fullMemberPayload, rolePayload, userPayload } from '../../world/payloads';
import { checkSnowflake, requirePermission, visibleChannel } from '../channel-access';
import { Services } from '../services';

interface Params {
  channel_id: string;
  guild_id: string;
  user_id: string;
}

/** Gateway address, users, channels and guilds. */
export function placeRoutes(
  app: FastifyInstance,
  { directory, changes, messages, gatewayUrl }: Services,
): void {
  app.get('/gateway', () => ({ url: gatewayUrl() }));
  app.get('/gateway/bot', () => ({
    url: gatewayUrl(),
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
  }));

  app.get('/users/@me', () => ({
    ...userPayload(directory.bot),
    ...{ mfa_enabled: true, locale: 'en-US', premium_type: 0, email: null, verified: true },
  }));
  app.get<{ Params: Params }>('/users/:user_id', ({ params }) => userPayload(directory.user(params.user_id)));

  app.post('/users/@me/channels', ({ exchange }) => {
    const recipientId = asText(asJson(exchange.body).recipient_id);
    checkSnowflake('recipient_id', recipientId);
    const user = directory.user(recipientId);
    if (user.id === directory.bot.id) throw refusals.cannotMessageUser();
    const channel = directory.openDirectChannel(user.id);
    return channelPayload(directory, channel, messages.list(channel.id).at(-1)?.id ?? null);
  });

  app.delete<{ Params: Params }>('/users/@me/guilds/:guild_id', ({ params }, reply) => {
    changes.removeBot(directory.guild(params.guild_id).id);
    return reply.code(204).send();
  });

  app.get<{ Params: Params }>('/channels/:channel_id', ({ params }) => {
    const channel = visibleChannel(directory, params.channel_id);
    return channelPayload(directory, channel, messages.list(channel.id).at(-1)?.id ?? null);
  });

  app.post<{ Params: Params }>('/channels/:channel_id/typing', ({ params }, reply) => {
    const channel = visibleChannel(directory, params.channel_id);
    requirePermission(directory, channel, PermissionFlagsBits.SendMessages);
    return reply.code(204).send();
  });

  app.get<{ Params: Params; Querystring: { with_counts?: string } }>(
    '/guilds/:guild_id',
    ({ params, query }) => {
      const guild = directory.guild(params.guild_id);
      const count = guild.members.size;
      const counts = { approximate_member_count: count, approximate_presence_count: count };
      return { ...guildPayload(guild), ...(query.with_counts === 'true' && counts) };
    },
  );
  app.get<{ Params: Params }>('/guilds/:guild_id/channels', ({ params }) =>
    [...directory.guild(params.guild_id).channels.values()]
      .filter(({ thread }) => thread === undefined)
      .map((channel) => channelPayload(directory, channel)),
  );
  app.get<{ Params: Params }>('/guilds/:guild_id/roles', ({ params }) =>
    [...directory.guild(params.guild_id).roles.values()].map(rolePayload),
  );
  app.get<{ Params: Params; Querystring: { limit?: string; after?: string } }>(
    '/guilds/:guild_id/members',
    ({ params, query }) => {
      const after = BigInt(query.after ?? '0');
      return [...directory.guild(params.guild_id).members.values()]
        .filter(({ userId }) => BigInt(userId) > after)
        .sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1))
        .slice(0, Number(query.limit ?? 1))
        .map((member) => fullMemberPayload(directory, member));
    },
  );
  app.get<{ Params: Params }>('/guilds/:guild_id/members/:user_id', ({ params }) => {
    const guild = directory.guild(params.guild_id);
    const member = guild.members.get(directory.user(params.user_id).id);
    if (member === undefined) throw refusals.unknownMember();
    return fullMemberPayload(directory, member);
  });
}
