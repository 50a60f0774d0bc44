import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { DiscordError, refusals } from '../wire/discord-error';
import { Directory } from '../world/directory';
import { permissionsOf } from '../world/permissions';
import { ChannelRecord } from '../world/records';

/** A channel that the bot can see. */
export function visibleChannel(directory: Directory, channelId: string): ChannelRecord {
  const channel = directory.channel(channelId);
  const guild = directory.guildOf(channel);
  if (guild === undefined) return channel;
  if (!guild.botJoined) throw refusals.missingAccess();
  const permissions = permissionsOf(guild, directory.bot.id, channel);
  if ((permissions & PermissionFlagsBits.ViewChannel) === 0n) throw refusals.missingAccess();
  return channel;
}

/** A channel that the bot may write into. */
export function writableChannel(directory: Directory, channelId: string, hasFiles: boolean): ChannelRecord {
  const channel = visibleChannel(directory, channelId);
  if (channel.recipientId !== null) {
    const { acceptsDms, bot } = directory.user(channel.recipientId);
    if (!acceptsDms || bot) throw refusals.cannotMessageUser();
    return channel;
  }
  if ([ChannelType.GuildCategory, ChannelType.GuildForum].includes(channel.type))
    throw refusals.notTextBased();
  const { thread } = channel;
  const send = thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  requirePermission(directory, channel, send);
  if (thread?.locked === true && !may(directory, channel, PermissionFlagsBits.ManageThreads))
    throw thread.archived ? refusals.threadArchived() : refusals.threadLocked();
  if (hasFiles) requirePermission(directory, channel, PermissionFlagsBits.AttachFiles);
  return channel;
}

export function requirePermission(directory: Directory, channel: ChannelRecord, permission: bigint): void {
  if (!may(directory, channel, permission)) throw refusals.missingPermissions();
}

export function may(directory: Directory, channel: ChannelRecord, permission: bigint): boolean {
  const guild = directory.guildOf(channel);
  return guild === undefined || (permissionsOf(guild, directory.bot.id, channel) & permission) !== 0n;
}

/** @throws DiscordError as Discord does for an id in a path that is not one. */
export function checkSnowflake(name: string, value: string): void {
  if (/^[1-9]\d{0,19}$/.test(value)) return;
  throw new DiscordError(400, 50035, 'Invalid Form Body', {
    [name]: { _errors: [{ code: 'NUMBER_TYPE_COERCE', message: `Value "${value}" is not snowflake.` }] },
  });
}
