import { Injectable } from '@nestjs/common';
import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { Button, ComponentParam, Context } from 'necord';

import { count, DomainError, toSnowflake } from '../../common';
import { asMessage, missingIn, notice, requireManageGuildOf } from '../../discord';
import type { Target } from '../../subscribers';
import { StopNoticeService } from '../health/stop-notice.service';
import { RESUME_PATTERN } from './feed.custom-ids';

/** Goes on sending where Discord had refused. */
@Injectable()
export class ResumeButtons {
  constructor(private readonly notices: StopNoticeService) {}

  @Button(RESUME_PATTERN)
  async resume(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('type') type: Target['type'],
    @ComponentParam('targetId') targetId: string,
  ): Promise<void> {
    const target = { type, targetId: toSnowflake(targetId) };
    // Asking Discord about a member can take longer than an answer may.
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await requireSayIn(interaction, target);
    await this.requirePermissions(interaction, target);
    const waited = await this.notices.resume(target);
    const what =
      waited === 0
        ? 'Nothing had waited.'
        : `${count(waited, 'message')} that waited ${waited === 1 ? 'is' : 'are'} on the way.`;
    await interaction.editReply(asMessage(notice('good', `✅ Messages go out again. ${what}`)));
  }

  /** Another refusal would help nobody. */
  private async requirePermissions({ client }: ButtonInteraction, target: Target): Promise<void> {
    const channelId = (await this.notices.find(target))?.stop.channelId ?? null;
    const missing = channelId === null ? [] : missingIn(client, channelId);
    if (channelId === null || missing.length === 0) return;
    throw new DomainError(
      'still-missing',
      `I still may not write into <#${channelId}>. Please give me **${missing.join('** and **')}** there and press **Resume** again.`,
    );
  }
}

async function requireSayIn(interaction: ButtonInteraction, { type, targetId }: Target): Promise<void> {
  if (type === 'guild') await requireManageGuildOf(interaction, targetId);
  else if (interaction.user.id !== targetId) {
    throw new DomainError('not-yours', 'This is about somebody else’s messages.');
  }
}
