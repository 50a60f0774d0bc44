import {
  type BaseInteraction,
  ChannelType,
  type Client,
  DiscordAPIError,
  type GuildBasedChannel,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  type TextChannel,
  type User,
} from 'discord.js';

import { DomainError, type Snowflake, toSnowflake } from '../common';

/** Discord ignores default permissions of subcommands, so every handler that needs one asks here, at every press. */
export function requireManageGuild(interaction: BaseInteraction): Snowflake {
  const guildId = requireGuild(interaction);
  if (!interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) {
    throw new DomainError(
      'manage-guild-required',
      'This needs the **Manage Server** permission. Ask somebody who has it, or choose **DM** to be told yourself.',
    );
  }
  return guildId;
}

export function requireGuild(interaction: BaseInteraction): Snowflake {
  if (interaction.guildId === null) {
    throw new DomainError('guild-required', 'This works inside a server only.');
  }
  return toSnowflake(interaction.guildId);
}

/**
 * For a press outside of the guild it is about, such as in a direct message: asks Discord about the member.
 * @throws DomainError when the bot or the person is not in the guild, or the person may not manage it.
 */
export async function requireManageGuildOf(interaction: BaseInteraction, guildId: Snowflake): Promise<void> {
  if (interaction.guildId === guildId) {
    requireManageGuild(interaction);
    return;
  }
  const guild = interaction.client.guilds.cache.get(guildId);
  const member = await guild?.members.fetch(interaction.user.id).catch((error: unknown) => {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMember) return undefined;
    throw error;
  });
  if (member?.permissions.has(PermissionFlagsBits.ManageGuild)) return;
  throw new DomainError(
    'manage-guild-required',
    'This needs the **Manage Server** permission in that server, and me in it.',
  );
}

/** What the bot lacks to put its messages into a channel, by the names that Discord's settings show there. */
export function missingToSend(channel: GuildBasedChannel, bot: User): string[] {
  const permissions = channel.permissionsFor(bot);
  if (!permissions) return [];
  return neededIn(channel)
    .filter(([flag]) => !permissions.has(flag))
    .map(([, name]) => name);
}

function neededIn(channel: GuildBasedChannel): (readonly [bigint, string])[] {
  const view = [PermissionFlagsBits.ViewChannel, 'View Channel'] as const;
  if (channel.type === ChannelType.GuildForum) {
    const create = [PermissionFlagsBits.SendMessages, 'Create Posts'] as const;
    return [view, create, [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Posts']];
  }
  return channel.isThread()
    ? [view, [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']]
    : [view, [PermissionFlagsBits.SendMessages, 'Send Messages']];
}

/**
 * What the bot lacks in a channel as far as the client knows; empty when that is nothing or the channel is not known.
 * @param blameFiles after a refusal: name the permission for files when every other is there.
 */
export function missingIn(
  client: Client,
  channelId: Snowflake,
  { blameFiles = false }: { blameFiles?: boolean } = {},
): string[] {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased() || !client.isReady()) return [];
  const missing = missingToSend(channel, client.user);
  const mayAttach = channel.permissionsFor(client.user)?.has(PermissionFlagsBits.AttachFiles) ?? true;
  return blameFiles && missing.length === 0 && !mayAttach ? ['Attach Files'] : missing;
}

/** Text channels of a guild where the bot may write, the one for system messages first. */
export function writableChannels(client: Client, guildId: Snowflake): Snowflake[] {
  const guild = client.guilds.cache.get(guildId);
  if (!guild || !client.isReady()) return [];
  const { user } = client;
  const rank = (channel: TextChannel): number =>
    channel.id === guild.systemChannelId ? -1 : channel.rawPosition;
  return guild.channels.cache
    .filter((channel): channel is TextChannel => channel.type === ChannelType.GuildText)
    .filter((channel) => missingToSend(channel, user).length === 0)
    .map((channel) => channel)
    .sort((a, b) => rank(a) - rank(b))
    .map(({ id }) => toSnowflake(id));
}
