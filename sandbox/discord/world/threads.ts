import { ChannelType, GatewayIntentBits } from 'discord.js';
import { refusals } from '../wire/discord-error';
import { Json } from '../wire/json';
import { Directory } from './directory';
import { channelPayload } from './payloads';
import { ChannelRecord } from './records';

interface NewThread {
  readonly name: string;
  readonly ownerId: string;
  readonly appliedTags?: readonly string[];
}

/** Threads of text channels and posts of forums. */
export class Threads {
  constructor(private readonly directory: Directory) {}

  /** Oldest first. */
  listOf(parent: ChannelRecord): ChannelRecord[] {
    const channels = this.directory.guildOf(parent)?.channels.values() ?? [];
    return [...channels].filter(({ thread }) => thread?.parentId === parent.id);
  }

  create(parent: ChannelRecord, { name, ownerId, appliedTags = [] }: NewThread): ChannelRecord {
    const guild = this.directory.guildOf(parent);
    if (guild === undefined || parent.thread !== undefined) throw refusals.wrongChannelType();
    const createdAt = new Date(this.directory.now());
    const thread: ChannelRecord = {
      id: this.directory.ids.next(),
      type: ChannelType.PublicThread,
      guildId: guild.id,
      recipientId: null,
      parentId: parent.id,
      name,
      nsfw: false,
      position: 0,
      permissionOverwrites: new Map(),
      thread: {
        ...{ parentId: parent.id, ownerId, createdAt, appliedTags },
        ...{ archived: false, archivedAt: createdAt, locked: false },
      },
    };
    guild.channels.set(thread.id, thread);
    this.directory.channels.set(thread.id, thread);
    this.tell('THREAD_CREATE', thread, { ...channelPayload(this.directory, thread), newly_created: true });
    return thread;
  }

  update(channel: ChannelRecord, change: { archived?: boolean; locked?: boolean }): void {
    if (channel.thread === undefined) throw new Error(`${channel.name} is not a thread`);
    Object.assign(channel.thread, change, { archivedAt: new Date(this.directory.now()) });
    this.tell('THREAD_UPDATE', channel, channelPayload(this.directory, channel));
  }

  tellDeleted(channel: ChannelRecord): void {
    const { id, type, guildId, thread } = channel;
    this.tell('THREAD_DELETE', channel, { id, type, guild_id: guildId, parent_id: thread?.parentId ?? null });
  }

  private tell(name: string, { guildId }: ChannelRecord, data: Json): void {
    const guild = guildId === null ? undefined : this.directory.guilds.get(guildId);
    if (guild?.botJoined !== true || guild.unavailable) return;
    this.directory.emit({ name, data, guildId, intent: GatewayIntentBits.Guilds });
  }
}
