import { Injectable } from '@nestjs/common';
import type { BaseInteraction, ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { Button, ComponentParam, Context, Options, Subcommand } from 'necord';

import { Clock } from '../../common';
import { asMessage, Audience, described, requireGuild, type View } from '../../discord';
import { VoiceBoards } from '../statistics/voice-boards.service';
import { chooseRange, readRange } from '../statistics/ranges';
import { leaderboardView, PAGE_SIZE } from './leaderboard.view';
import { VcCommandGroup } from './vc.command-group';
import { BOARD_PAGE_PATTERN, type BoardPage, readAskedAt } from './vc.custom-ids';
import { BoardOptions } from './vc.options';
import { VOICE_TEXTS } from './voice.texts';

@Injectable()
@VcCommandGroup()
export class LeaderboardCommands {
  constructor(
    private readonly clock: Clock,
    private readonly boards: VoiceBoards,
  ) {}

  @Audience({ guild: 'everybody', dm: false })
  @Subcommand({ name: 'leaderboard', ...described(VOICE_TEXTS.leaderboard) })
  async leaderboard(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { partner, ...asked }: BoardOptions,
  ): Promise<void> {
    requireGuild(interaction);
    const range = chooseRange(asked);
    await interaction.deferReply();
    const board: BoardPage = {
      range,
      askedAt: this.clock.now().getTime(),
      partnerId: partner?.id ?? null,
      page: 1,
    };
    await interaction.editReply(asMessage(await this.show(interaction, board)));
  }

  @Button(BOARD_PAGE_PATTERN)
  async page(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('range') range: string,
    @ComponentParam('askedAt') askedAt: string,
    @ComponentParam('partner') partner: string,
    @ComponentParam('page') page: string,
  ): Promise<void> {
    await interaction.deferUpdate();
    const asked: BoardPage = {
      range: readRange(range) ?? 'month',
      askedAt: readAskedAt(askedAt),
      partnerId: partner === '-' ? null : partner,
      page: Number(page),
    };
    await interaction.editReply(asMessage(await this.show(interaction, asked)));
  }

  private async show(interaction: BaseInteraction, asked: BoardPage): Promise<View> {
    const board = await this.boards.page(requireGuild(interaction), {
      ...asked,
      offset: (asked.page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
      userId: interaction.user.id,
    });
    return leaderboardView({ asked, ...board });
  }
}
