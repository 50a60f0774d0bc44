import { ChannelFlags, ChannelType } from 'discord.js';
import { Json } from '../wire/json';
import { Directory } from './directory';
import {
  ChannelRecord,
  GuildRecord,
  MemberRecord,
  OverwriteRecord,
  RoleRecord,
  ThreadRecord,
  UserRecord,
  VoiceStateRecord,
} from './records';

export function userPayload(user: UserRecord): Json {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.globalName,
    avatar: user.avatar?.hash ?? null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot && { bot: true }),
  };
}

export function rolePayload(role: RoleRecord): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.botId !== null,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.botId !== null && { tags: { bot_id: role.botId } }),
  };
}

export function memberPayload(member: MemberRecord): Json {
  return {
    avatar: null,
    banner: null,
    nick: member.nick,
    roles: member.roles,
    joined_at: member.joinedAt.toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    pending: member.pending,
    flags: 0,
    mute: member.mute,
    deaf: member.deaf,
  };
}

export function fullMemberPayload(directory: Directory, member: MemberRecord): Json {
  return { ...memberPayload(member), user: userPayload(directory.user(member.userId)) };
}

export function overwritePayload({ id, type, allow, deny }: OverwriteRecord): Json {
  return { id, type, allow: allow.toString(), deny: deny.toString() };
}

export function channelPayload(
  directory: Directory,
  channel: ChannelRecord,
  lastMessageId: string | null = null,
): Json {
  if (channel.recipientId !== null) {
    return {
      id: channel.id,
      type: channel.type,
      flags: 0,
      last_message_id: lastMessageId,
      recipients: [userPayload(directory.user(channel.recipientId))],
    };
  }
  if (channel.thread !== undefined) return threadPayload(channel, channel.thread, lastMessageId);
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    flags: channel.forum?.requiresTag === true ? ChannelFlags.RequireTag : 0,
    nsfw: channel.nsfw,
    permission_overwrites: [...channel.permissionOverwrites.values()].map(overwritePayload),
    ...(channel.type !== ChannelType.GuildCategory && {
      rate_limit_per_user: 0,
      last_message_id: lastMessageId,
    }),
    ...(channel.forum && {
      topic: null,
      available_tags: channel.forum.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
    }),
    ...(channel.type === ChannelType.GuildText && { topic: null }),
    ...(channel.type === ChannelType.GuildVoice && { bitrate: 64_000, user_limit: 0, rtc_region: null }),
  };
}

function threadPayload(
  { id, type, guildId, name }: ChannelRecord,
  thread: ThreadRecord,
  lastMessageId: string | null,
): Json {
  return {
    ...{ id, type, name, guild_id: guildId, flags: 0, rate_limit_per_user: 0 },
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    last_message_id: lastMessageId,
    ...{ message_count: 0, member_count: 1, total_message_sent: 0 },
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: thread.archivedAt.toISOString(),
      auto_archive_duration: 4320,
      locked: thread.locked,
      create_timestamp: thread.createdAt.toISOString(),
    },
  };
}

export function voiceStatePayload(directory: Directory, guild: GuildRecord, state: VoiceStateRecord): Json {
  const member = guild.members.get(state.userId);
  return {
    guild_id: guild.id,
    channel_id: state.channelId,
    user_id: state.userId,
    session_id: state.sessionId,
    mute: member?.mute ?? false,
    deaf: member?.deaf ?? false,
    self_mute: state.selfMute,
    self_deaf: state.selfDeaf,
    self_video: state.selfVideo,
    suppress: state.suppress,
    request_to_speak_timestamp: null,
    // Discord says this only of who streams.
    ...(state.selfStream && { self_stream: true }),
    ...(member && { member: fullMemberPayload(directory, member) }),
  };
}
