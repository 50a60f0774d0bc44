import { Injectable } from '@nestjs/common';
import { ChannelFlags, ChannelType, Client, type ForumChannel } from 'discord.js';

import { type Snowflake, toSnowflake } from '../../common';
import { isAgeRestricted } from '../../discord';
import { ChannelDirectory, type ChannelTraits } from '../announcements/channel-directory';
import type { ForumTraits } from '../announcements/forum-tags';

/** Reads what the gateway told. Archived threads are not among it, so that Discord is asked about those. */
@Injectable()
export class ClientChannelDirectory extends ChannelDirectory {
  constructor(private readonly client: Client) {
    super();
  }

  async find(channelId: Snowflake): Promise<ChannelTraits | null> {
    if (!this.client.isReady()) return null;
    const channel =
      this.client.channels.cache.get(channelId) ??
      (await this.client.channels.fetch(channelId).catch(() => null));
    if (!channel) return null;
    return {
      isAgeRestricted: isAgeRestricted(channel),
      forum: channel.type === ChannelType.GuildForum ? forumTraits(channel) : null,
    };
  }
}

function forumTraits({ flags, availableTags }: ForumChannel): ForumTraits {
  return {
    requiresTag: flags.has(ChannelFlags.RequireTag),
    tags: availableTags.map(({ id, name, moderated }) => ({
      id: toSnowflake(id),
      name,
      isModerated: moderated,
    })),
  };
}
