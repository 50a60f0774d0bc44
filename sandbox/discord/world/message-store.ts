import { GatewayIntentBits, MessageFlags } from 'discord.js';
import { refusals } from '../wire/discord-error';
import { Json } from '../wire/json';
import { Directory } from './directory';
import { messagePayload } from './message-payload';
import { memberPayload } from './payloads';
import { StoredAttachment, StoredMessage } from './records';

interface NonceEntry {
  readonly messageId: string;
  readonly at: number;
}

/** Called with every new state of a message, ephemeral or not; `isGone` when it was deleted. */
export type MessageListener = (message: StoredMessage, isGone: boolean) => void;

/** Messages in every channel, oldest first. An edit stores a new object under the same id. */
export class MessageStore {
  private readonly byId = new Map<string, StoredMessage>();
  private readonly byChannel = new Map<string, Set<string>>();
  private readonly nonces = new Map<string, NonceEntry>();
  private readonly listeners: MessageListener[] = [];

  constructor(
    private readonly directory: Directory,
    /** How long `enforce_nonce` remembers a nonce. */
    readonly nonceWindowMs: number,
  ) {}

  onMessage(listener: MessageListener): void {
    this.listeners.push(listener);
  }

  find(messageId: string): StoredMessage | undefined {
    return this.byId.get(messageId);
  }

  /** A message that everybody in the channel sees. */
  get(channelId: string, messageId: string): StoredMessage {
    const message = this.byId.get(messageId);
    if (message?.channelId !== channelId || message.visibleTo !== null) throw refusals.unknownMessage();
    return message;
  }

  /** Without the ephemeral ones, which only one person sees. */
  list(channelId: string): StoredMessage[] {
    return this.everything(channelId).filter((message) => message.visibleTo === null);
  }

  everything(channelId: string): StoredMessage[] {
    return [...(this.byChannel.get(channelId) ?? [])].flatMap((id) => this.byId.get(id) ?? []);
  }

  insert(message: StoredMessage): void {
    this.byId.set(message.id, message);
    const ids = this.byChannel.get(message.channelId) ?? new Set();
    this.byChannel.set(message.channelId, ids.add(message.id));
    if (message.nonce !== null)
      this.nonces.set(nonceKey(message), { messageId: message.id, at: this.directory.now() });
    this.tell('MESSAGE_CREATE', message, this.payload(message));
  }

  replace(message: StoredMessage): void {
    this.byId.set(message.id, message);
    this.tell('MESSAGE_UPDATE', message, this.payload(message));
  }

  delete(message: StoredMessage): void {
    this.byId.delete(message.id);
    this.byChannel.get(message.channelId)?.delete(message.id);
    this.tell('MESSAGE_DELETE', message, { id: message.id, channel_id: message.channelId });
  }

  /** The message that was sent with this nonce by this author into this channel within the window. */
  sentWith(nonce: string | number, authorId: string, channelId: string): StoredMessage | undefined {
    const entry = this.nonces.get(nonceKey({ nonce, authorId, channelId }));
    if (entry === undefined || this.directory.now() - entry.at >= this.nonceWindowMs) return undefined;
    return this.byId.get(entry.messageId);
  }

  attachment(id: string): StoredAttachment | undefined {
    for (const message of this.byId.values()) {
      const found = message.attachments.find((attachment) => attachment.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  payload(message: StoredMessage): Json {
    const replyTo = message.replyTo === null ? undefined : (this.byId.get(message.replyTo) ?? null);
    return messagePayload(this.directory, message, replyTo);
  }

  private tell(name: string, message: StoredMessage, payload: Json): void {
    for (const listener of this.listeners) listener(message, name === 'MESSAGE_DELETE');
    if ((message.flags & MessageFlags.Ephemeral) !== 0) return;
    const guildId = this.directory.channels.get(message.channelId)?.guildId ?? null;
    const guild = guildId === null ? undefined : this.directory.guilds.get(guildId);
    if (guild !== undefined && (!guild.botJoined || guild.unavailable)) return;
    const member = guild?.members.get(message.authorId);
    this.directory.emit({
      name,
      guildId,
      intent: guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages,
      data: {
        ...payload,
        // What people say in a guild is shown to applications with a privileged intent only, which ours lacks.
        ...(guildId !== null && !this.directory.user(message.authorId).bot && { content: '' }),
        ...(guildId !== null && { guild_id: guildId }),
        ...(member && name !== 'MESSAGE_DELETE' && { member: memberPayload(member) }),
      },
    });
  }
}

function nonceKey({
  nonce,
  authorId,
  channelId,
}: Pick<StoredMessage, 'nonce' | 'authorId' | 'channelId'>): string {
  return `${authorId}/${channelId}/${nonce ?? ''}`;
}
