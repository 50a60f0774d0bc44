import { Injectable } from '@nestjs/common';
import { Client } from 'discord.js';

import { missingIn } from '../../discord';
import type { StopNotice } from '../health/stop-notice.service';
import type { StopNoticeModel } from './stop-notice.view';

/** Adds to a notice what only the client knows: names, and what is missing at this moment. */
@Injectable()
export class StopNoticePresenter {
  constructor(private readonly client: Client) {}

  /** @param isElsewhere the reader is not in the server that it is about. */
  present(notice: StopNotice, isElsewhere = false): StopNoticeModel {
    const { stop, target } = notice;
    const missing = stop.channelId === null ? [] : missingIn(this.client, stop.channelId);
    const guild = isElsewhere ? this.client.guilds.cache.get(target.targetId) : undefined;
    return {
      ...notice,
      stop: missing.length === 0 ? stop : { ...stop, missing },
      guildName: guild?.name ?? null,
    };
  }
}
