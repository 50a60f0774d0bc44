import { Injectable } from '@nestjs/common';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Collection,
  MessageFlags,
  type RepliableInteraction,
  type StringSelectMenuInteraction,
  type User,
  type UserSelectMenuInteraction,
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
import { asMessage, Audience, described, readPage, requireGuild, requireOpener } from '../../discord';
import { PrivacyChoices } from '../../privacy';
import { type AskedBoard, VoiceBoards } from '../statistics/voice-boards.service';
import { chooseRange, type Range, readRange } from '../statistics/ranges';
import { LeaderboardPictures } from './leaderboard.picture';
import { leaderboardView, PAGE_SIZE } from './leaderboard.view';
import { requireSeenByOne } from './seen-by-one';
import { VcCommandGroup } from './vc.command-group';
import {
  BOARD_PAGES,
  BOARD_PARTNER,
  BOARD_RANGE,
  type BoardState,
  readBoardState,
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
    private readonly privacy: PrivacyChoices,
  ) {}

  @Audience({ guild: 'everybody', dm: false })
  @Subcommand({ name: 'leaderboard', ...described(VOICE_TEXTS.leaderboard) })
  async leaderboard(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { partner, ...asked }: BoardOptions,
  ): Promise<void> {
    const guildId = requireGuild(interaction);
    const range = chooseRange(asked);
    const isPrivate = partner !== null && this.privacy.isHidden(guildId, partner.id);
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    await this.show(interaction, this.begin(range, partner?.id ?? null));
  }

  @Button(BOARD_PAGES.turn.pattern)
  turn(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam() state: BoardState,
    @ComponentParam('page') page: string,
  ): Promise<void> {
    return this.showPage(interaction, state, page);
  }

  @StringSelect(BOARD_PAGES.choose.pattern)
  choosePage(
    @Context() [interaction]: [StringSelectMenuInteraction],
    @ComponentParam() state: BoardState,
  ): Promise<void> {
    return this.showPage(interaction, state, interaction.values[0]);
  }

  @StringSelect(BOARD_RANGE.pattern)
  async chooseRange(
    @Context() [interaction]: [StringSelectMenuInteraction],
    @SelectedStrings() [range = '']: string[],
    @ComponentParam('partner') partner: string,
  ): Promise<void> {
    await requireOpener(interaction, 'vc leaderboard');
    await interaction.deferUpdate();
    await this.show(interaction, this.begin(readRange(range) ?? 'month', readPartnerId(partner)));
  }

  @UserSelect(BOARD_PARTNER.pattern)
  async choosePartner(
    @Context() [interaction]: [UserSelectMenuInteraction],
    @SelectedUsers() users: Collection<string, User>,
    @ComponentParam('range') range: string,
  ): Promise<void> {
    await requireOpener(interaction, 'vc leaderboard');
    await interaction.deferUpdate();
    await this.show(interaction, this.begin(readRange(range) ?? 'month', users.firstKey() ?? null));
  }

  private begin(range: Range, partnerId: string | null): AskedBoard {
    return { range, askedAt: this.clock.now().getTime(), partnerId };
  }

  private async showPage(
    interaction: ButtonInteraction | StringSelectMenuInteraction,
    state: BoardState,
    page: string | undefined,
  ): Promise<void> {
    await requireOpener(interaction, 'vc leaderboard');
    await interaction.deferUpdate();
    await this.show(interaction, readBoardState(state), readPage(page));
  }

  private async show(interaction: RepliableInteraction, asked: AskedBoard, page = 1): Promise<void> {
    const guildId = requireGuild(interaction);
    const userId = interaction.user.id;
    const { partnerId } = asked;
    if (partnerId === userId && this.privacy.isHidden(guildId, userId)) {
      requireSeenByOne(interaction, 'vc leaderboard');
    }
    const board = {
      asked,
      ...(await this.boards.page(guildId, { ...asked, page, pageSize: PAGE_SIZE, userId })),
    };
    const place = { guildId, guildName: interaction.guild?.name ?? '', userId };
    const picture = await this.pictures.of(place, board);
    await interaction.editReply(asMessage(leaderboardView(board, picture)));
  }
}
