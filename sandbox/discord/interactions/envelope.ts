import { InteractionContextType, PermissionFlagsBits } from 'discord.js';
import { asJson, Json } from '../wire/json';
import { Directory } from '../world/directory';
import { channelPayload, fullMemberPayload, userPayload } from '../world/payloads';
import { IN_DIRECT_MESSAGES, permissionsOf } from '../world/permissions';
import { ChannelRecord, GuildRecord } from '../world/records';

/** Who does something, and where. */
export interface Scene {
  readonly userId: string;
  readonly channel: ChannelRecord;
  readonly guild: GuildRecord | undefined;
  readonly locale: string;
}

export interface Place {
  userId: string;
  /** Absent: in the direct message with the bot, unless `channelId` says a guild's channel. */
  guildId?: string;
  /** Absent: the guild's first channel that the person can write in. */
  channelId?: string;
  locale?: string;
}

const UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024;

export function sceneOf(
  directory: Directory,
  { userId, guildId, channelId, locale = 'en-US' }: Place,
): Scene {
  directory.user(userId);
  if (guildId === undefined && channelId === undefined)
    return { userId, channel: directory.openDirectChannel(userId), guild: undefined, locale };
  const guild = guildId === undefined ? undefined : directory.guild(guildId);
  const channel = channelId === undefined ? firstChannel(guild, userId) : directory.channel(channelId);
  const owner = directory.guildOf(channel);
  if (guild !== undefined && owner !== guild)
    throw new Error(`The channel ${channel.id} is not in the guild ${guild.id}`);
  if (owner === undefined) return { userId, channel, guild: undefined, locale };
  if (!owner.botJoined) throw new Error(`The bot is not in the guild ${owner.name}`);
  if (!owner.members.has(userId)) throw new Error(`The person ${userId} is not a member of ${owner.name}`);
  return { userId, channel, guild: owner, locale };
}

function firstChannel(guild: GuildRecord | undefined, userId: string): ChannelRecord {
  const isUsable = (channel: ChannelRecord) =>
    guild !== undefined &&
    channel.forum === undefined &&
    channel.thread === undefined &&
    (permissionsOf(guild, userId, channel) & PermissionFlagsBits.ViewChannel) !== 0n;
  const channel = [...(guild?.channels.values() ?? [])].find(isUsable);
  if (channel === undefined)
    throw new Error(`There is no channel in ${guild?.name ?? ''} that ${userId} can see`);
  return channel;
}

/** What the person may do where they are. */
export function personPermissions({ guild, channel, userId }: Scene): bigint {
  return guild === undefined ? IN_DIRECT_MESSAGES : permissionsOf(guild, userId, channel);
}

/** The fields that every INTERACTION_CREATE has, apart from its id, token, type and data. */
export function envelope(directory: Directory, scene: Scene): Json {
  const { guild, channel, userId, locale } = scene;
  const permissions = personPermissions(scene).toString();
  const shared = {
    application_id: directory.applicationId,
    version: 1,
    channel_id: channel.id,
    channel: { ...channelPayload(directory, channel), permissions },
    locale,
    entitlements: [],
    attachment_size_limit: UPLOAD_LIMIT_BYTES,
  };
  if (guild === undefined)
    return {
      ...shared,
      user: userPayload(directory.user(userId)),
      app_permissions: IN_DIRECT_MESSAGES.toString(),
      authorizing_integration_owners: { '0': '0' },
      context: InteractionContextType.BotDM,
    };
  const member = guild.members.get(userId);
  return {
    ...shared,
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: { ...asJson(member && fullMemberPayload(directory, member)), permissions },
    app_permissions: permissionsOf(guild, directory.bot.id, channel).toString(),
    authorizing_integration_owners: { '0': guild.id },
    context: InteractionContextType.Guild,
  };
}
