import { Injectable } from '@nestjs/common';
import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Collection,
  RepliableInteraction,
  StringSelectMenuInteraction,
  User,
  UserSelectMenuInteraction,
} from 'discord.js';
import {
  Button,
  ComponentParam,
  Context,
  Options,
  SelectedStrings,
  SelectedUsers,
  StringSelect,
  Subcommand,
  UserSelect,
} from 'necord';

import { Clock } from '../../common';
import { asMessage, Audience, described, requireGuild } from '../../discord';
import { VoiceBoards } from '../statistics/voice-boards.service';
import { chooseRange, readRange } from '../statistics/ranges';
import { LeaderboardPictures } from './leaderboard.picture';
import { leaderboardView, PAGE_SIZE } from './leaderboard.view';
import { VcCommandGroup } from './vc.command-group';
import {
  BOARD_PAGE_PATTERN,
  BOARD_PARTNER_PATTERN,
  BOARD_RANGE_PATTERN,
  type BoardPage,
  readAskedAt,
  readPartnerId,
} from './vc.custom-ids';
import { BoardOptions } from './vc.options';
import { VOICE_TEXTS } from './voice.texts';

@Injectable()
@VcCommandGroup()
export class LeaderboardCommands {
  constructor(
    private readonly clock: Clock,
    private readonly boards: VoiceBoards,
    private readonly pictures: LeaderboardPictures,
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
    await this.show(interaction, this.firstPage(range, partner?.id ?? null));
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
    await this.show(interaction, {
      range: readRange(range) ?? 'month',
      askedAt: readAskedAt(askedAt),
      partnerId: readPartnerId(partner),
      page: Number(page),
    });
  }

  @StringSelect(BOARD_RANGE_PATTERN)
  async chooseRange(
    @Context() [interaction]: [StringSelectMenuInteraction],
    @SelectedStrings() [range = '']: string[],
    @ComponentParam('partner') partner: string,
  ): Promise<void> {
    await interaction.deferUpdate();
    await this.show(interaction, this.firstPage(readRange(range) ?? 'month', readPartnerId(partner)));
  }

  @UserSelect(BOARD_PARTNER_PATTERN)
  async choosePartner(
    @Context() [interaction]: [UserSelectMenuInteraction],
    @SelectedUsers() users: Collection<string, User>,
    @ComponentParam('range') range: string,
  ): Promise<void> {
    await interaction.deferUpdate();
    await this.show(interaction, this.firstPage(readRange(range) ?? 'month', users.firstKey() ?? null));
  }

  private firstPage(range: BoardPage['range'], partnerId: string | null): BoardPage {
    return { range, askedAt: this.clock.now().getTime(), partnerId, page: 1 };
  }

  private async show(interaction: RepliableInteraction, asked: BoardPage): Promise<void> {
    const guildId = requireGuild(interaction);
    const userId = interaction.user.id;
    const offset = (asked.page - 1) * PAGE_SIZE;
    const board = {
      asked,
      ...(await this.boards.page(guildId, { ...asked, offset, limit: PAGE_SIZE, userId })),
    };
    const place = { guildId, guildName: interaction.guild?.name ?? '', userId };
    const picture = await this.pictures.of(place, board);
    await interaction.editReply(asMessage(leaderboardView(board, picture)));
  }
}
