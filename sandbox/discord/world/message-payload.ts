import { MessageFlags } from 'discord.js';
import { Json, without } from '../wire/json';
import { Directory } from './directory';
import { userPayload } from './payloads';
import { StoredAttachment, StoredMessage } from './records';

export function messagePayload(
  directory: Directory,
  message: StoredMessage,
  replyTo?: StoredMessage | null,
): Json {
  const author = directory.user(message.authorId);
  const isAnswer = message.interaction !== null;
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: userPayload(author),
    content: message.content,
    timestamp: message.timestamp.toISOString(),
    edited_timestamp: message.editedAt?.toISOString() ?? null,
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.map((id) => userPayload(directory.user(id))),
    mention_roles: message.mentions.roles,
    attachments: message.attachments.map((attachment) => attachmentPayload(attachment, message)),
    embeds: message.embeds,
    pinned: false,
    flags: message.flags,
    components: message.components,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(author.bot && { application_id: directory.applicationId }),
    ...(isAnswer && { webhook_id: directory.applicationId, interaction_metadata: message.interaction }),
    ...(message.replyTo !== null && {
      message_reference: { type: 0, channel_id: message.channelId, message_id: message.replyTo },
      referenced_message: replyTo ? without(messagePayload(directory, replyTo), 'referenced_message') : null,
    }),
  };
}

export function attachmentPayload(attachment: StoredAttachment, message?: StoredMessage): Json {
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.size,
    url: attachment.url,
    proxy_url: attachment.url,
    ...(attachment.contentType !== null && { content_type: attachment.contentType }),
    ...(attachment.description !== null && { description: attachment.description }),
    ...(message && (message.flags & MessageFlags.Ephemeral) !== 0 && { ephemeral: true }),
  };
}
