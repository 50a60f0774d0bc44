import { Injectable } from '@nestjs/common';
import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { Button, ComponentParam, Context } from 'necord';

import { DomainError, isSnowflake } from '../../common';
import { asMessage, requireManageGuildOf } from '../../discord';
import type { Target } from '../../subscribers';
import { RESUME } from './feed.custom-ids';
import { ResumeAnswer } from './resume.answer';

/** Goes on sending where Discord had refused or somebody had paused. */
@Injectable()
export class ResumeButtons {
  constructor(private readonly answer: ResumeAnswer) {}

  @Button(RESUME.pattern)
  async resume(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('type') type: string,
    @ComponentParam('targetId') targetId: string,
  ): Promise<void> {
    const target = readTarget(type, targetId);
    // Asking Discord about a member can take longer than an answer may.
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await requireSayIn(interaction, target);
    await interaction.editReply(asMessage(await this.answer.resume(target)));
  }
}

function readTarget(type: string, targetId: string): Target {
  if ((type === 'guild' || type === 'dm') && isSnowflake(targetId)) return { type, targetId };
  throw new DomainError('unknown-target', 'I do not know whom this is about. Nothing was changed.');
}

async function requireSayIn(interaction: ButtonInteraction, { type, targetId }: Target): Promise<void> {
  if (type === 'guild') await requireManageGuildOf(interaction, targetId);
  else if (interaction.user.id !== targetId) {
    throw new DomainError('not-yours', 'This is about somebody else’s messages.');
  }
}
