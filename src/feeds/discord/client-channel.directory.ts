import { Injectable } from '@nestjs/common';
import { ChannelType, Client } from 'discord.js';

import type { Snowflake } from '../../common';
import { isAgeRestricted } from '../../discord';
import { ChannelDirectory, type ChannelTraits } from '../announcements/channel-directory';

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
      isForum: channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia,
    };
  }
}
