import { MessageType, PermissionFlagsBits } from 'discord.js';
import { FastifyInstance } from 'fastify';
import { refusals } from '../../wire/discord-error';
import { asJson, asText } from '../../wire/json';
import { requirePermission, visibleChannel, writableChannel } from '../channel-access';
import { validateMessage } from '../../validation/message-rules';
import { Services } from '../services';

interface Params {
  channel_id: string;
  message_id: string;
}
interface Page {
  limit?: string;
  before?: string;
  after?: string;
  around?: string;
}

export function messageRoutes(app: FastifyInstance, services: Services): void {
  const { directory, messages, writer } = services;
  const base = '/channels/:channel_id/messages';
  const botId = directory.bot.id;

  app.get<{ Params: Params; Querystring: Page }>(base, ({ params, query }) => {
    const channel = visibleChannel(directory, params.channel_id);
    requirePermission(directory, channel, PermissionFlagsBits.ReadMessageHistory);
    return page(messages.list(params.channel_id), query).map((message) => messages.payload(message));
  });

  app.post<{ Params: Params }>(base, ({ params, exchange }) => {
    const { files } = exchange;
    const body = asJson(exchange.body);
    const channel = writableChannel(directory, params.channel_id, files.length > 0);
    validateMessage(body, { files, at: [] });
    const { nonce } = body;
    if (body.enforce_nonce === true && (typeof nonce === 'string' || typeof nonce === 'number')) {
      const sent = messages.sentWith(nonce, botId, channel.id);
      if (sent !== undefined) return messages.payload(sent);
    }
    const replyTo = asText(asJson(body.message_reference).message_id);
    if (replyTo !== '') {
      requirePermission(directory, channel, PermissionFlagsBits.ReadMessageHistory);
      messages.get(channel.id, replyTo);
    }
    const type = replyTo === '' ? MessageType.Default : MessageType.Reply;
    // Writing into an archived thread opens it.
    if (channel.thread?.archived === true) services.changes.threads.update(channel, { archived: false });
    return messages.payload(writer.create({ channelId: channel.id, body, files, type }));
  });

  const one = `${base}/:message_id`;
  app.get<{ Params: Params }>(one, ({ params }) => {
    const channel = visibleChannel(directory, params.channel_id);
    requirePermission(directory, channel, PermissionFlagsBits.ReadMessageHistory);
    return messages.payload(messages.get(channel.id, params.message_id));
  });

  app.patch<{ Params: Params }>(one, ({ params, exchange }) => {
    visibleChannel(directory, params.channel_id);
    const message = messages.get(params.channel_id, params.message_id);
    if (message.authorId !== botId) throw refusals.notTheAuthor();
    return messages.payload(writer.edit(message, { body: asJson(exchange.body), files: exchange.files }));
  });

  app.delete<{ Params: Params }>(one, ({ params }, reply) => {
    const channel = visibleChannel(directory, params.channel_id);
    const message = messages.get(channel.id, params.message_id);
    if (message.authorId !== botId) {
      if (channel.guildId === null) throw refusals.missingPermissions();
      requirePermission(directory, channel, PermissionFlagsBits.ManageMessages);
    }
    messages.delete(message);
    return reply.code(204).send();
  });
}

/** Newest first, as Discord pages. */
function page<T extends { id: string }>(all: readonly T[], { limit, before, after, around }: Page): T[] {
  const count = Math.min(100, Math.max(1, Number(limit ?? 50)));
  const isOlder = (id: string, than: string) => BigInt(id) < BigInt(than);
  if (after !== undefined)
    return all
      .filter(({ id }) => isOlder(after, id))
      .slice(0, count)
      .reverse();
  if (around !== undefined) {
    const middle = all.findIndex(({ id }) => id === around);
    const start = Math.max(0, middle - Math.floor(count / 2));
    return all.slice(start, start + count).reverse();
  }
  return all
    .filter(({ id }) => before === undefined || isOlder(id, before))
    .slice(-count)
    .reverse();
}
