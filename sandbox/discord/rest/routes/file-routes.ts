import { FastifyInstance } from 'fastify';
import { refusals } from '../../wire/discord-error';
import { Directory } from '../../world/directory';
import { StoredAttachment } from '../../world/records';

interface Params {
  channel_id: string;
  attachment_id: string;
  filename: string;
}

/** What Discord's CDN serves: the files of messages and options, and avatars, here of one size and format. */
export function fileRoutes(
  app: FastifyInstance,
  directory: Directory,
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
  app.get<{ Params: { user_id: string; file: string } }>(
    '/avatars/:user_id/:file',
    { config: { anonymous: true } },
    ({ params }, reply) => {
      const { avatar } = directory.user(params.user_id);
      if (avatar === undefined || params.file.split('.')[0] !== avatar.hash) throw refusals.notFound();
      return reply.type('image/webp').send(avatar.data);
    },
  );
}
