import { Injectable } from '@nestjs/common';
import { Client } from 'discord.js';

import { count, DomainError } from '../../common';
import { missingIn, notice, type View } from '../../discord';
import type { Target } from '../../subscribers';
import { PauseService } from '../health/pause.service';
import { StopNoticeService } from '../health/stop-notice.service';

/** What the button and the command have in common: they go on sending and say what is on its way. */
@Injectable()
export class ResumeAnswer {
  constructor(
    private readonly pauses: PauseService,
    private readonly notices: StopNoticeService,
    private readonly client: Client,
  ) {}

  /** @throws DomainError that says why nothing was changed. Whether the person may do this is asked before. */
  async resume(target: Target): Promise<View> {
    await this.requirePermissions(target);
    const waited = await this.pauses.resume(target);
    const what =
      waited === 0
        ? 'Nothing had waited.'
        : `${count(waited, 'message')} that waited ${waited === 1 ? 'is' : 'are'} on the way.`;
    return notice('good', `✅ Messages go out again. ${what}`);
  }

  /** Another refusal would help nobody. */
  private async requirePermissions(target: Target): Promise<void> {
    const channelId = (await this.notices.find(target))?.stop.channelId ?? null;
    const missing = channelId === null ? [] : missingIn(this.client, channelId);
    if (channelId === null || missing.length === 0) return;
    throw new DomainError(
      'still-missing',
      `I still may not write into <#${channelId}>. Please give me **${missing.join('** and **')}** there and press **Resume** again.`,
    );
  }
}
