import { Injectable } from '@nestjs/common';

import { DomainError, isSnowflake, type Snowflake } from '../common';
import { UnitOfWork } from '../database';
import { GuildSettingsRepository } from './persistence';
import { readVoiceSettings, type VoiceChange, type VoiceSettings, writeVoiceChange } from './voice-settings';
import {
  readWelcomeSettings,
  type WelcomeChange,
  type WelcomeSettings,
  writeWelcomeChange,
} from './welcome-settings';

export interface FeedSettings {
  /** On unless an admin switched it off. */
  readonly enabled: boolean;
  /** Where releases are told; null until an admin chose a channel. */
  readonly channelId: Snowflake | null;
  /** The channel was deleted and no other was chosen yet. */
  readonly channelMissing: boolean;
  /** The admin who changed this last, if known. */
  readonly updatedBy: Snowflake | null;
}

type FeedChange = Partial<Pick<FeedSettings, 'enabled' | 'channelId'>>;

/** What a guild's admins decided, one part a feature. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: GuildSettingsRepository,
  ) {}

  async getFeeds(guildId: Snowflake): Promise<FeedSettings> {
    const feeds = (await this.settings.find(guildId))?.feeds;
    return {
      enabled: feeds?.enabled ?? true,
      channelId: snowflakeOrNull(feeds?.channel_id),
      channelMissing: feeds?.channel_missing === true,
      updatedBy: snowflakeOrNull(feeds?.updated_by),
    };
  }

  /** @throws DomainError when a server cannot be told anything: feeds are off, or there is no channel for them. */
  async requireFeedsChannel(guildId: Snowflake): Promise<Snowflake> {
    const { enabled, channelId, channelMissing } = await this.getFeeds(guildId);
    if (!enabled) {
      throw new DomainError(
        'feeds-disabled',
        'Feeds are switched off in this server. An admin can switch them on with `/feed settings enabled:True`.',
      );
    }
    if (channelId === null || channelMissing) {
      throw new DomainError(
        'no-channel',
        'This server has no channel for feeds yet. Choose one with `/feed settings channel:#…` and try again.',
      );
    }
    return channelId;
  }

  /** Changes the named fields only; read and write are one unit of work, so no other admin's change is lost. */
  updateFeeds(guildId: Snowflake, change: FeedChange, by?: Snowflake): Promise<FeedSettings> {
    const feeds = {
      ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
      ...(change.channelId === undefined ? {} : { channel_id: change.channelId, channel_missing: false }),
      ...(by === undefined || Object.keys(change).length === 0 ? {} : { updated_by: by }),
    };
    return this.unitOfWork.run(async () => {
      await this.settings.upsert(guildId, { feeds });
      return this.getFeeds(guildId);
    });
  }

  /** @returns false when this is not the guild's channel for feeds. */
  markFeedsChannelMissing(guildId: Snowflake, channelId: Snowflake): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      if ((await this.getFeeds(guildId)).channelId !== channelId) return false;
      await this.settings.upsert(guildId, { feeds: { channel_missing: true } });
      return true;
    });
  }

  async getVoice(guildId: Snowflake): Promise<VoiceSettings> {
    return readVoiceSettings((await this.settings.find(guildId))?.voice);
  }

  /**
   * Changes the named fields only.
   * @param change or what makes it from the present settings, for a change that depends on them.
   * @throws DomainError when a value is out of its range; nothing is changed then.
   */
  updateVoice(
    guildId: Snowflake,
    change: VoiceChange | ((present: VoiceSettings) => VoiceChange),
    by?: Snowflake,
  ): Promise<VoiceSettings> {
    return this.unitOfWork.run(async () => {
      const wanted = typeof change === 'function' ? change(await this.getVoice(guildId)) : change;
      await this.settings.upsert(guildId, { voice: writeVoiceChange(wanted, by) });
      return this.getVoice(guildId);
    });
  }

  async getWelcome(guildId: Snowflake): Promise<WelcomeSettings> {
    return readWelcomeSettings((await this.settings.find(guildId))?.welcome);
  }

  /**
   * Changes the named fields only.
   * @param change or what makes it from the present settings, for a change that depends on them.
   * @throws DomainError when a value cannot be; nothing is changed then.
   */
  updateWelcome(
    guildId: Snowflake,
    change: WelcomeChange | ((present: WelcomeSettings) => WelcomeChange),
    by?: Snowflake,
  ): Promise<WelcomeSettings> {
    return this.unitOfWork.run(async () => {
      const wanted = typeof change === 'function' ? change(await this.getWelcome(guildId)) : change;
      await this.settings.upsert(guildId, { welcome: writeWelcomeChange(wanted, by) });
      return this.getWelcome(guildId);
    });
  }

  /** Those of the guilds where feeds are switched off. */
  async listGuildsWithoutFeeds(guildIds: readonly Snowflake[]): Promise<Set<Snowflake>> {
    const rows = await this.settings.listByGuildIds(guildIds);
    return new Set(rows.filter((row) => row.settings.feeds?.enabled === false).map((row) => row.guildId));
  }

  /** Guilds where voice tracking is switched off; it is on unless an admin did so. */
  listGuildsWithVoiceOff(): Promise<Snowflake[]> {
    return this.settings.listGuildIdsWithVoiceOff();
  }
}

function snowflakeOrNull(stored: string | null | undefined): Snowflake | null {
  return stored !== null && stored !== undefined && isSnowflake(stored) ? stored : null;
}
