import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { asEphemeral, Audience, described, requireGuild, requireManageGuild } from '../../discord';
import { PrivacyChoices } from '../../privacy';
import { requireShown } from '../statistics/require-shown';
import { StayExplanations } from '../statistics/stay-explanations.service';
import { VcCommandGroup } from './vc.command-group';
import { WhyOptions } from './vc.options';
import { VOICE_TEXTS } from './voice.texts';
import { whyView } from './why.view';

const SHOWN_STAYS = 10;

@Injectable()
@VcCommandGroup()
export class WhyCommands {
  constructor(
    private readonly explanations: StayExplanations,
    private readonly privacy: PrivacyChoices,
  ) {}

  @Audience({ guild: 'everybody', dm: false })
  @Subcommand({ name: 'why', ...described(VOICE_TEXTS.why) })
  async why(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { member }: WhyOptions,
  ): Promise<void> {
    const guildId = requireGuild(interaction);
    const userId = toSnowflake((member ?? interaction.user).id);
    if (userId !== interaction.user.id) requireManageGuild(interaction);
    requireShown(this.privacy, guildId, userId, interaction.user.id);
    const stays = await this.explanations.listLast(guildId, userId, SHOWN_STAYS);
    await interaction.reply(asEphemeral(whyView(userId, stays)));
  }
}
