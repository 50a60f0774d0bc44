import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { asMessage, Audience, described, requireGuild } from '../../discord';
import { chooseRange } from '../statistics/ranges';
import { VoiceSummaries } from '../statistics/voice-summaries.service';
import { VcCommandGroup } from './vc.command-group';
import { StatsOptions } from './vc.options';
import { guildStatsView, memberStatsView } from './voice-stats.view';
import { VOICE_TEXTS } from './voice.texts';

@Injectable()
@VcCommandGroup()
export class VoiceStatsCommands {
  constructor(private readonly summaries: VoiceSummaries) {}

  @Audience({ guild: 'everybody', dm: false })
  @Subcommand({ name: 'stats', ...described(VOICE_TEXTS.stats) })
  async stats(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { member, server, ...asked }: StatsOptions,
  ): Promise<void> {
    const guildId = requireGuild(interaction);
    const range = chooseRange(asked);
    await interaction.deferReply();
    const userId = toSnowflake((member ?? interaction.user).id);
    const view =
      server === true
        ? guildStatsView(range, await this.summaries.guild(guildId, range))
        : memberStatsView(userId, range, await this.summaries.member(guildId, userId, range));
    await interaction.editReply(asMessage(view));
  }
}
