import { PermissionFlagsBits } from 'discord.js';
import { FastifyInstance } from 'fastify';
import { validateMessage } from '../../validation/message-rules';
import { validatePost } from '../../validation/thread-rules';
import { refusals } from '../../wire/discord-error';
import { asJson, asList, asText } from '../../wire/json';
import { channelPayload } from '../../world/payloads';
import { may, requirePermission, visibleChannel } from '../channel-access';
import { Services } from '../services';

interface Params {
  channel_id: string;
}

/** Posts of forums; a bot that starts other threads is not known here yet. */
export function threadRoutes(app: FastifyInstance, { directory, changes, writer }: Services): void {
  app.post<{ Params: Params }>('/channels/:channel_id/threads', ({ params, exchange }, reply) => {
    const parent = visibleChannel(directory, params.channel_id);
    if (parent.forum === undefined) throw refusals.wrongChannelType();
    requirePermission(directory, parent, PermissionFlagsBits.SendMessages);
    const { files } = exchange;
    const body = asJson(exchange.body);
    const message = asJson(body.message);
    const tags = asList(body.applied_tags).map(asText);
    validatePost(body, parent.forum, {
      mayModerate: may(directory, parent, PermissionFlagsBits.ManageThreads),
    });
    validateMessage(message, { files, at: ['message'] });
    const ownerId = directory.bot.id;
    const post = changes.threads.create(parent, { name: asText(body.name), ownerId, appliedTags: tags });
    // The message that starts a post has the post's id.
    const starter = writer.create({ id: post.id, channelId: post.id, body: message, files, at: ['message'] });
    return reply.code(201).send(channelPayload(directory, post, starter.id));
  });
}
