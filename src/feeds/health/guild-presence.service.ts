import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TargetStopService } from '../../delivery';
import { SettingsService } from '../../settings';
import { type Stop, SubscriberService } from '../../subscribers';
import { ForumPosts } from '../announcements/forum-post.service';
import { SubscriptionOptionsService } from '../subscriptions/subscription-options.service';

const REMOVED: Stop = {
  cause: 'bot-removed',
  code: null,
  message: 'bot removed',
  channelId: null,
  missing: [],
};

/** Follows what happens to the guilds that are told something. Deletes nothing of theirs. */
@Injectable()
export class GuildPresenceService {
  constructor(
    private readonly stops: TargetStopService,
    private readonly subscribers: SubscriberService,
    private readonly settings: SettingsService,
    private readonly options: SubscriptionOptionsService,
    private readonly posts: ForumPosts,
  ) {}

  botRemoved(guildId: Snowflake): Promise<void> {
    return this.stops.stop({ type: 'guild', targetId: guildId }, REMOVED);
  }

  botAdded(guildId: Snowflake): Promise<void> {
    return this.stops.returned({ type: 'guild', targetId: guildId });
  }

  async channelDeleted(guildId: Snowflake, channelId: Snowflake): Promise<void> {
    await this.options.channelDeleted(channelId);
    await this.posts.channelDeleted(channelId);
    if (!(await this.settings.markFeedsChannelMissing(guildId, channelId))) return;
    await this.stops.stop(
      { type: 'guild', targetId: guildId },
      { cause: 'channel-deleted', code: null, message: 'channel deleted', channelId, missing: [] },
    );
  }

  roleDeleted(roleId: Snowflake): Promise<void> {
    return this.options.roleDeleted(roleId);
  }

  /** What changed while the bot was not connected. @param present every guild it is in, unavailable ones too. */
  async reconcile(present: ReadonlySet<Snowflake>): Promise<void> {
    for (const guildId of await this.subscribers.listGuildIds()) {
      if (present.has(guildId)) await this.botAdded(guildId);
      else await this.botRemoved(guildId);
    }
  }
}
