import { Injectable } from '@nestjs/common';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { Button, ComponentParam, Context, Options, SelectedStrings, StringSelect, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { asMessage, Audience, described, requireGuild, requireOpener } from '../../discord';
import { chooseRange } from '../statistics/ranges';
import { VcCommandGroup } from './vc.command-group';
import { StatsOptions } from './vc.options';
import { VoiceStatsCards } from './voice-stats.cards';
import { readAsked, readStatsState, STATS_MENU, STATS_OF, type StatsState } from './voice-stats.custom-ids';
import { VOICE_TEXTS } from './voice.texts';

const EPHEMERAL = { flags: MessageFlags.Ephemeral } as const;

@Injectable()
@VcCommandGroup()
export class VoiceStatsCommands {
  constructor(private readonly cards: VoiceStatsCards) {}

  @Audience({ guild: 'everybody', dm: false })
  @Subcommand({ name: 'stats', ...described(VOICE_TEXTS.stats) })
  async stats(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { statistic, member, server, ...asked }: StatsOptions,
  ): Promise<void> {
    requireGuild(interaction);
    const range = chooseRange(asked);
    // The year at a glance has a year instead of a range.
    const year = asked.from === null ? null : Number(range.slice(0, 4));
    const userId = server === true ? null : toSnowflake((member ?? interaction.user).id);
    await interaction.deferReply(this.cards.isPrivate(interaction, userId) ? EPHEMERAL : {});
    const figures = { statistic: statistic ?? 'overview', range, userId, year };
    await interaction.editReply(asMessage(await this.cards.show(interaction, figures)));
  }

  @StringSelect(STATS_MENU.pattern)
  async choose(
    @Context() [interaction]: [StringSelectMenuInteraction],
    @SelectedStrings() [chosen = '']: string[],
    @ComponentParam() state: StatsState,
  ): Promise<void> {
    await requireOpener(interaction, 'vc stats');
    const asked = readStatsState(state, chosen);
    await interaction.deferUpdate();
    await interaction.editReply(asMessage(await this.cards.show(interaction, asked)));
  }

  @Button(STATS_OF.pattern)
  async lookAt(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam() state: Omit<StatsState, 'part'>,
  ): Promise<void> {
    await requireOpener(interaction, 'vc stats');
    const asked = readAsked(state);
    await interaction.deferUpdate();
    await interaction.editReply(asMessage(await this.cards.show(interaction, asked)));
  }
}
