import { MessageFlags, MessageType } from 'discord.js';
import { UploadedFile } from '../rest/exchange';
import { validateMessage } from '../validation/message-rules';
import { asJson, asList, asNumber, asText, Json } from '../wire/json';
import { Directory } from '../world/directory';
import { MessageStore } from '../world/message-store';
import { IN_DIRECT_MESSAGES, permissionsOf } from '../world/permissions';
import { StoredMessage } from '../world/records';
import { attachmentsAfter } from './attachments';
import { mentionsIn } from './mentions';
import { ComponentStorage } from './stored-components';
import { storedEmbeds } from './stored-embeds';

export interface Draft {
  /** Of a message that is something else as well; a new one when absent. */
  readonly id?: string;
  readonly channelId: string;
  readonly body: Json;
  readonly files: readonly UploadedFile[];
  /** Where `body` sits in the request, for the paths of the refusals. */
  readonly at?: readonly string[];
  readonly type?: MessageType;
  readonly interaction?: Json;
  /** The person who sees it when its flags say ephemeral. */
  readonly viewerId?: string;
  /** Sets the flags instead of the body, for the placeholder of a deferred answer. */
  readonly placeholderFlags?: number;
}

const KEPT_FROM_REQUEST =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Turns a request's body into a stored message, or refuses it. */
export class MessageWriter {
  constructor(
    private readonly directory: Directory,
    private readonly messages: MessageStore,
    /** Where files are downloaded from: `http://127.0.0.1:port`. */
    private readonly origin: () => string,
  ) {}

  create(draft: Draft): StoredMessage {
    const { body, channelId } = draft;
    const isPlaceholder = draft.placeholderFlags !== undefined;
    if (!isPlaceholder) validateMessage(body, { files: draft.files, at: draft.at ?? [] });
    const asked = asNumber(body.flags);
    const mayBeEphemeral = draft.viewerId === undefined ? 0 : MessageFlags.Ephemeral;
    const flags = draft.placeholderFlags ?? asked & (KEPT_FROM_REQUEST | mayBeEphemeral);
    const message: StoredMessage = {
      ...this.parts(channelId, body, draft.files, undefined),
      id: draft.id ?? this.directory.ids.next(),
      channelId,
      authorId: this.directory.bot.id,
      type: draft.type ?? MessageType.Default,
      flags,
      nonce: typeof body.nonce === 'string' || typeof body.nonce === 'number' ? body.nonce : null,
      timestamp: new Date(this.directory.now()),
      editedAt: null,
      visibleTo: (flags & MessageFlags.Ephemeral) !== 0 ? (draft.viewerId ?? null) : null,
      interaction: draft.interaction ?? null,
      replyTo: asText(asJson(body.message_reference).message_id) || null,
    };
    this.messages.insert(message);
    return message;
  }

  edit(message: StoredMessage, draft: Omit<Draft, 'channelId'>): StoredMessage {
    const { body, files } = draft;
    validateMessage(body, { files, at: draft.at ?? [], present: message });
    const becomesV2 = (asNumber(body.flags) & MessageFlags.IsComponentsV2) !== 0;
    const keptFlags = message.flags & ~MessageFlags.Loading;
    const edited: StoredMessage = {
      ...message,
      ...this.parts(message.channelId, body, files, message),
      flags: becomesV2 ? keptFlags | MessageFlags.IsComponentsV2 : keptFlags,
      editedAt: new Date(this.directory.now()),
    };
    this.messages.replace(edited);
    return edited;
  }

  private parts(
    channelId: string,
    body: Json,
    files: readonly UploadedFile[],
    present: StoredMessage | undefined,
  ) {
    const attachments = attachmentsAfter(body, files, present?.attachments ?? [], {
      ids: this.directory.ids,
      url: (id, filename) => `${this.origin()}/attachments/${channelId}/${id}/${filename}`,
    });
    const storage = new ComponentStorage(asList(body.components), attachments, this.directory.ids);
    const content = body.content === undefined ? (present?.content ?? '') : asText(body.content);
    const components =
      body.components === undefined
        ? (present?.components ?? [])
        : asList(body.components).map((component) => storage.store(component));
    const embeds =
      body.embeds === undefined ? (present?.embeds ?? []) : storedEmbeds(body.embeds, attachments);
    const mentions = mentionsIn(content, components, body.allowed_mentions, this.botPermissions(channelId));
    const known = mentions.users.filter((id) => this.directory.users.has(id));
    return { content, components, embeds, attachments, mentions: { ...mentions, users: known } };
  }

  private botPermissions(channelId: string): bigint {
    const channel = this.directory.channel(channelId);
    const guild = this.directory.guildOf(channel);
    return guild === undefined ? IN_DIRECT_MESSAGES : permissionsOf(guild, this.directory.bot.id, channel);
  }
}
