import { InteractionResponseType, InteractionType, MessageFlags } from 'discord.js';
import { FastifyInstance } from 'fastify';
import { LiveInteraction } from '../../interactions/live-interaction';
import { asJson, Json } from '../../wire/json';
import { StoredMessage } from '../../world/records';
import { Services } from '../services';

interface CallbackParams {
  interaction_id: string;
  interaction_token: string;
}
interface WebhookParams {
  webhook_id: string;
  webhook_token: string;
  message_id: string;
}

/** Answers to interactions; they carry their own token and need no authorization. */
export function interactionRoutes(app: FastifyInstance, services: Services): void {
  const { interactions, answers, messages } = services;
  const options = { config: { anonymous: true } };

  app.post<{ Params: CallbackParams; Querystring: { with_response?: string } }>(
    '/interactions/:interaction_id/:interaction_token/callback',
    options,
    ({ params, query, exchange }, reply) => {
      const interaction = interactions.acknowledgeable(params.interaction_id, params.interaction_token);
      answers.acknowledge(interaction, asJson(exchange.body), exchange.files);
      if (query.with_response !== 'true') return reply.code(204).send();
      return reply.send(callbackPayload(interaction));
    },
  );

  const webhook = '/webhooks/:webhook_id/:webhook_token';
  const find = ({ webhook_id, webhook_token }: WebhookParams) =>
    interactions.acknowledged(webhook_id, webhook_token);

  app.post<{ Params: WebhookParams }>(webhook, options, ({ params, exchange }) =>
    messages.payload(answers.followUp(find(params), asJson(exchange.body), exchange.files)),
  );

  for (const last of ['@original', ':message_id']) {
    const path = `${webhook}/messages/${last}`;
    const idOf = (params: WebhookParams) => (last === '@original' ? last : params.message_id);

    app.get<{ Params: WebhookParams }>(path, options, ({ params }) =>
      messages.payload(answers.answer(find(params), idOf(params))),
    );
    app.patch<{ Params: WebhookParams }>(path, options, ({ params, exchange }) =>
      messages.payload(answers.edit(find(params), idOf(params), asJson(exchange.body), exchange.files)),
    );
    app.delete<{ Params: WebhookParams }>(path, options, ({ params }, reply) => {
      answers.delete(find(params), idOf(params));
      return reply.code(204).send();
    });
  }

  function callbackPayload(interaction: LiveInteraction): Json {
    const { acknowledgement, type } = interaction;
    const message = interaction.originalId === null ? undefined : messages.find(interaction.originalId);
    const isShown =
      acknowledgement?.type === InteractionResponseType.ChannelMessageWithSource ||
      acknowledgement?.type === InteractionResponseType.UpdateMessage;
    return {
      interaction: {
        id: interaction.id,
        type,
        channel_id: interaction.channelId,
        ...(interaction.guildId !== null && { guild_id: interaction.guildId }),
        ...(message && type !== InteractionType.ApplicationCommandAutocomplete && responseFlags(message)),
      },
      ...(message &&
        isShown && { resource: { type: acknowledgement.type, message: messages.payload(message) } }),
    };
  }
}

function responseFlags({ id, flags }: StoredMessage): Json {
  return {
    response_message_id: id,
    response_message_loading: (flags & MessageFlags.Loading) !== 0,
    response_message_ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
  };
}
