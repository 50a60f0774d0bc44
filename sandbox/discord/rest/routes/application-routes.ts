import { FastifyInstance } from 'fastify';
import { exceedsCommandLimit, validateCommand, validateCommands } from '../../validation/command-rules';
import { DiscordError, refusals } from '../../wire/discord-error';
import { asJson } from '../../wire/json';
import { userPayload } from '../../world/payloads';
import { CommandStore, typeOf } from '../../world/command-store';
import { Services } from '../services';

interface Params {
  application_id: string;
  guild_id?: string;
  command_id: string;
}

export function applicationRoutes(app: FastifyInstance, services: Services): void {
  const { directory } = services;

  const scope = ({ application_id, guild_id }: Params): CommandStore => {
    if (application_id !== directory.applicationId) throw refusals.notThisApplication();
    if (guild_id === undefined) return services.commands(null);
    if (directory.guilds.get(guild_id)?.botJoined !== true) throw refusals.missingAccess();
    return services.commands(guild_id);
  };

  app.get('/applications/@me', () => ({
    id: directory.applicationId,
    name: directory.bot.username,
    icon: null,
    description: 'A bot in a sandbox.',
    type: null,
    bot: userPayload(directory.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: directory.applicationFlags,
    flags_new: String(directory.applicationFlags),
    max_participants: null,
    tags: [],
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userPayload(directory.applicationOwner),
    approximate_guild_count: [...directory.guilds.values()].filter((guild) => guild.botJoined).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    integration_types_config: { '0': {} },
  }));

  for (const base of ['/applications/:application_id', '/applications/:application_id/guilds/:guild_id']) {
    app.get<{ Params: Params }>(`${base}/commands`, ({ params }) => scope(params).list());

    app.put<{ Params: Params }>(`${base}/commands`, ({ params, exchange }) => {
      const store = scope(params);
      if (!Array.isArray(exchange.body))
        throw new DiscordError(400, 50035, 'Invalid Form Body', {
          _errors: [{ code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }],
        });
      const bodies = exchange.body.map(asJson);
      if (exceedsCommandLimit(bodies)) throw refusals.tooManyCommands();
      validateCommands(bodies);
      store.set(bodies);
      return store.list();
    });

    app.post<{ Params: Params }>(`${base}/commands`, ({ params, exchange }, reply) => {
      const store = scope(params);
      const body = asJson(exchange.body);
      validateCommand(body);
      const isNew = store.named(String(body.name), typeOf(body)) === undefined;
      if (isNew && exceedsCommandLimit([...store.list(), body])) throw refusals.tooManyCommands();
      const { command, created } = store.upsert(body);
      return reply.code(created ? 201 : 200).send(command);
    });

    const one = `${base}/commands/:command_id`;
    app.get<{ Params: Params }>(one, ({ params }) => scope(params).get(params.command_id));

    app.patch<{ Params: Params }>(one, ({ params, exchange }) => {
      const store = scope(params);
      const body = asJson(exchange.body);
      const { type } = store.get(params.command_id);
      validateCommand({ ...body, type }, true);
      return store.patch(params.command_id, body);
    });

    app.delete<{ Params: Params }>(one, ({ params }, reply) => {
      scope(params).delete(params.command_id);
      return reply.code(204).send();
    });
  }
}
