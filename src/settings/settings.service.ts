import { Injectable } from '@nestjs/common';

import { isSnowflake, type Snowflake } from '../common';
import { UnitOfWork } from '../database';
import { GuildSettingsRepository } from './persistence';

export interface FeedSettings {
  /** On unless an admin switched it off. */
  readonly enabled: boolean;
  /** Where releases are told; null until an admin chose a channel. */
  readonly channelId: Snowflake | null;
}

/** What a guild's admins decided, one part a feature. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: GuildSettingsRepository,
  ) {}

  async getFeeds(guildId: Snowflake): Promise<FeedSettings> {
    const feeds = (await this.settings.find(guildId))?.feeds;
    const channelId = feeds?.channel_id ?? '';
    return { enabled: feeds?.enabled ?? true, channelId: isSnowflake(channelId) ? channelId : null };
  }

  /** Changes the named fields only; read and write are one unit of work, so no other admin's change is lost. */
  updateFeeds(guildId: Snowflake, change: Partial<FeedSettings>): Promise<FeedSettings> {
    const feeds = {
      ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
      ...(change.channelId === undefined ? {} : { channel_id: change.channelId }),
    };
    return this.unitOfWork.run(async () => {
      await this.settings.upsert(guildId, { feeds });
      return this.getFeeds(guildId);
    });
  }

  /** Those of the guilds where feeds are switched off. */
  async listGuildsWithoutFeeds(guildIds: readonly Snowflake[]): Promise<Set<Snowflake>> {
    const rows = await this.settings.listByGuildIds(guildIds);
    return new Set(rows.filter((row) => row.settings.feeds?.enabled === false).map((row) => row.guildId));
  }
}
