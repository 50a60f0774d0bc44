import { FastifyInstance } from 'fastify';
import { refusals } from '../../wire/discord-error';
import { StoredAttachment } from '../../world/records';

interface Params {
  channel_id: string;
  attachment_id: string;
  filename: string;
}

/** The files of messages and options, as Discord's CDN serves them. */
export function fileRoutes(
  app: FastifyInstance,
  find: (attachmentId: string) => StoredAttachment | undefined,
): void {
  app.get<{ Params: Params }>(
    '/attachments/:channel_id/:attachment_id/:filename',
    { config: { anonymous: true } },
    ({ params }, reply) => {
      const attachment = find(params.attachment_id);
      if (attachment?.filename !== params.filename) throw refusals.notFound();
      return reply.type(attachment.contentType ?? 'application/octet-stream').send(attachment.data);
    },
  );
}
