import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { CatchUpService } from '../../delivery';
import { type FeedSettings, SettingsService } from '../../settings';
import type { Target } from '../../subscribers';
import { PauseService } from '../health/pause.service';

/** Whether and where a server is told about releases. */
@Injectable()
export class FeedSettingsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly catchUp: CatchUpService,
    private readonly pauses: PauseService,
  ) {}

  get(guildId: Snowflake): Promise<FeedSettings> {
    return this.settings.getFeeds(guildId);
  }

  /** Changes what is named; a channel that was chosen gets what could not be sent before. */
  async change(
    guildId: Snowflake,
    change: { readonly enabled?: boolean; readonly channelId?: Snowflake },
    by: Snowflake,
  ): Promise<FeedSettings> {
    const settings = await this.settings.updateFeeds(guildId, change, by);
    if (change.channelId !== undefined) {
      const target: Target = { type: 'guild', targetId: guildId };
      await this.catchUp.resume(target);
      await this.pauses.retryHeld(target);
    }
    return settings;
  }
}
