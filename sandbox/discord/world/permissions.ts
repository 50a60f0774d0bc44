import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { ChannelRecord, GuildRecord } from './records';

/**
 * What a member may do in a guild, or in one of its channels, computed as documented:
 * https://discord.com/developers/docs/topics/permissions#permission-hierarchy
 */
export function permissionsOf(guild: GuildRecord, userId: string, channel?: ChannelRecord): bigint {
  if (guild.ownerId === userId) return PermissionsBitField.All;
  const roleIds = [guild.id, ...(guild.members.get(userId)?.roles ?? [])];
  const granted = roleIds.reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return PermissionsBitField.All;
  if (channel === undefined) return granted;
  // A thread has no overwrites of its own.
  const parent = channel.thread && guild.channels.get(channel.thread.parentId);
  return overwrite(granted, parent ?? channel, [[guild.id], roleIds.slice(1), [userId]]);
}

/** @param layers in order of precedence, lowest first; inside one layer an allow beats a deny. */
function overwrite(granted: bigint, channel: ChannelRecord, layers: readonly (readonly string[])[]): bigint {
  return layers.reduce((permissions, ids) => {
    let [allow, deny] = [0n, 0n];
    for (const id of ids) {
      allow |= channel.permissionOverwrites.get(id)?.allow ?? 0n;
      deny |= channel.permissionOverwrites.get(id)?.deny ?? 0n;
    }
    return (permissions & ~deny) | allow;
  }, granted);
}

/** What everybody may do in a new guild, without the voice permissions that nothing here looks at. */
export const EVERYONE_BY_DEFAULT =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.Connect |
  PermissionFlagsBits.Speak;

/** Direct messages have no roles: everybody may do what their interface offers. */
export const IN_DIRECT_MESSAGES =
  EVERYONE_BY_DEFAULT & ~(PermissionFlagsBits.UseApplicationCommands | PermissionFlagsBits.MentionEveryone);
