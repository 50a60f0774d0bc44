import { createHash } from 'node:crypto';
import { ChannelType, GatewayIntentBits } from 'discord.js';
import { Json } from '../wire/json';
import { Directory } from './directory';
import { channelPayload, fullMemberPayload, rolePayload, userPayload } from './payloads';
import { EVERYONE_BY_DEFAULT } from './permissions';
import {
  ChannelRecord,
  ForumRecord,
  GuildRecord,
  MemberRecord,
  OverwriteRecord,
  RoleRecord,
  UserRecord,
} from './records';

export interface NewGuild {
  name?: string;
  /** A member of the guild; a person is made when absent. */
  ownerId?: string;
  members?: readonly UserRecord[];
  /** Of the role that the bot brings along, on top of what everybody may. */
  botPermissions?: bigint;
  everyonePermissions?: bigint;
}

export interface NewUser {
  username?: string;
  globalName?: string | null;
  bot?: boolean;
  acceptsDms?: boolean;
  /** The file that the CDN serves; a picture if it is to be shown. */
  avatar?: Buffer;
}

export interface NewChannel {
  name?: string;
  type?: ChannelType;
  nsfw?: boolean;
  /** For a forum: the names of its tags; one that begins with `!` is for moderators. */
  tags?: readonly string[];
  /** For a forum: every post needs a tag. */
  requiresTag?: boolean;
  /** The id of a category. */
  parentId?: string;
  permissionOverwrites?: readonly OverwriteRecord[];
}

export interface NewRole {
  name?: string;
  permissions?: bigint;
  botId?: string;
}

export interface NewMember {
  roles?: readonly string[];
  /** Shorthand: gives the member an own role with these. */
  permissions?: bigint;
  nick?: string | null;
  pending?: boolean;
}

/** Makes guilds, people, channels and roles, and tells the bot as Discord would. */
export class Population {
  private people = 0;

  constructor(private readonly directory: Directory) {}

  createUser(options: NewUser = {}): UserRecord {
    const { username, globalName = null, bot = false, acceptsDms = true, avatar } = options;
    this.people += 1;
    const id = this.directory.ids.next();
    const user: UserRecord = {
      ...{ id, username: username ?? `person${this.people}`, globalName, bot, acceptsDms },
      ...(avatar && {
        avatar: { hash: createHash('md5').update(avatar).digest('hex'), data: avatar },
      }),
    };
    this.directory.users.set(id, user);
    return user;
  }

  createGuild(options: NewGuild = {}): GuildRecord {
    const ownerId = options.ownerId ?? this.createUser({ username: `owner${this.people + 1}` }).id;
    const guild: GuildRecord = {
      id: this.directory.ids.next(),
      name: options.name ?? 'Guild',
      ownerId,
      createdAt: new Date(this.directory.now()),
      roles: new Map(),
      members: new Map(),
      channels: new Map(),
      voiceStates: new Map(),
      afkChannelId: null,
      botJoined: false,
      unavailable: false,
    };
    this.directory.guilds.set(guild.id, guild);
    guild.roles.set(guild.id, {
      ...{ id: guild.id, guildId: guild.id, name: '@everyone', position: 0, botId: null },
      permissions: options.everyonePermissions ?? EVERYONE_BY_DEFAULT,
    });
    for (const userId of [ownerId, ...(options.members ?? []).map((user) => user.id)])
      this.addMember(guild.id, userId);
    const botRole = this.createRole(guild.id, {
      name: this.directory.bot.username,
      permissions: options.botPermissions ?? 0n,
      botId: this.directory.bot.id,
    });
    this.addMember(guild.id, this.directory.bot.id, { roles: [botRole.id] });
    this.createChannel(guild.id, { name: 'general' });
    this.createChannel(guild.id, { name: 'voice', type: ChannelType.GuildVoice });
    guild.botJoined = true;
    return guild;
  }

  createChannel(guildId: string, options: NewChannel = {}): ChannelRecord {
    const guild = this.anyGuild(guildId);
    const channel: ChannelRecord = {
      id: this.directory.ids.next(),
      type: options.type ?? ChannelType.GuildText,
      guildId,
      recipientId: null,
      name: options.name ?? `channel-${guild.channels.size + 1}`,
      nsfw: options.nsfw ?? false,
      parentId: options.parentId ?? null,
      position: guild.channels.size,
      permissionOverwrites: new Map(
        options.permissionOverwrites?.map((overwrite) => [overwrite.id, overwrite]),
      ),
      ...(options.type === ChannelType.GuildForum && { forum: this.newForum(options) }),
    };
    guild.channels.set(channel.id, channel);
    this.directory.channels.set(channel.id, channel);
    this.tell(guild, 'CHANNEL_CREATE', channelPayload(this.directory, channel), GatewayIntentBits.Guilds);
    return channel;
  }

  private newForum({ tags = [], requiresTag = false }: NewChannel): ForumRecord {
    const records = tags.map((tag) => ({
      id: this.directory.ids.next(),
      name: tag.replace(/^!/, ''),
      moderated: tag.startsWith('!'),
    }));
    return { tags: records, requiresTag };
  }

  createRole(guildId: string, { name, permissions = 0n, botId }: NewRole = {}): RoleRecord {
    const guild = this.anyGuild(guildId);
    const position = guild.roles.size;
    const id = this.directory.ids.next();
    const role = {
      id,
      guildId,
      name: name ?? `role-${position}`,
      permissions,
      position,
      botId: botId ?? null,
    };
    guild.roles.set(id, role);
    const payload = { guild_id: guildId, role: rolePayload(role) };
    this.tell(guild, 'GUILD_ROLE_CREATE', payload, GatewayIntentBits.Guilds);
    return role;
  }

  /** Adds a member, or changes the roles of one. */
  addMember(guildId: string, userId: string, options: NewMember = {}): MemberRecord {
    const guild = this.anyGuild(guildId);
    const present = guild.members.get(userId);
    const roles = [...(options.roles ?? present?.roles ?? [])];
    if (options.permissions !== undefined)
      roles.push(this.createRole(guildId, { permissions: options.permissions }).id);
    const joinedAt = present?.joinedAt ?? new Date(this.directory.now());
    const { nick = null, pending = false, mute = false, deaf = false } = present ?? {};
    const member = {
      ...{ userId, guildId, roles, joinedAt, mute, deaf },
      nick: options.nick ?? nick,
      pending: options.pending ?? pending,
    };
    guild.members.set(userId, member);
    const name = present === undefined ? 'GUILD_MEMBER_ADD' : 'GUILD_MEMBER_UPDATE';
    const payload = { guild_id: guildId, ...fullMemberPayload(this.directory, member) };
    this.tell(guild, name, payload, GatewayIntentBits.GuildMembers);
    return member;
  }

  removeMember(guildId: string, userId: string): void {
    const guild = this.anyGuild(guildId);
    if (!guild.members.delete(userId)) throw new Error(`${userId} is not a member of ${guildId}`);
    const payload = { guild_id: guildId, user: userPayload(this.directory.user(userId)) };
    this.tell(guild, 'GUILD_MEMBER_REMOVE', payload, GatewayIntentBits.GuildMembers);
  }

  anyGuild(guildId: string): GuildRecord {
    const guild = this.directory.guilds.get(guildId);
    if (guild === undefined) throw new Error(`There is no guild ${guildId}`);
    return guild;
  }

  tell(guild: GuildRecord, name: string, data: Json, intent: GatewayIntentBits): void {
    if (guild.botJoined && !guild.unavailable) this.directory.emit({ name, data, guildId: guild.id, intent });
  }
}
