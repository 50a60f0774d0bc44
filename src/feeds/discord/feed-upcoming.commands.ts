import { Injectable } from '@nestjs/common';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { Button, ComponentParam, Context, Options, StringSelect, Subcommand } from 'necord';

import { asMessage, described, readPage } from '../../discord';
import { UpcomingService } from '../subscriptions/upcoming.service';
import { FeedCommandGroup } from './feed.command-group';
import { UPCOMING_PAGES } from './feed.custom-ids';
import { ListOptions, type SendInto } from './feed.options';
import { FEED_TEXTS } from './feed.texts';
import { targetOf } from './interaction-target';
import { upcomingView } from './upcoming.view';

@Injectable()
@FeedCommandGroup()
export class FeedUpcomingCommands {
  constructor(private readonly upcoming: UpcomingService) {}

  @Subcommand({ name: 'upcoming', ...described(FEED_TEXTS.upcoming) })
  async upcomingCommand(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { sentInto }: ListOptions,
  ): Promise<void> {
    const target = targetOf(interaction, sentInto);
    // The platforms are asked, which may take longer than the three seconds that Discord waits.
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const page = await this.upcoming.list(target, 1);
    await interaction.editReply(asMessage(upcomingView(page, sentInto)));
  }

  @Button(UPCOMING_PAGES.turn.pattern)
  turnUpcoming(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('sentInto') sentInto: SendInto,
    @ComponentParam('page') page: string,
  ): Promise<void> {
    return this.showPage(interaction, sentInto, page);
  }

  @StringSelect(UPCOMING_PAGES.choose.pattern)
  chooseUpcomingPage(
    @Context() [interaction]: [StringSelectMenuInteraction],
    @ComponentParam('sentInto') sentInto: SendInto,
  ): Promise<void> {
    return this.showPage(interaction, sentInto, interaction.values[0]);
  }

  private async showPage(
    interaction: ButtonInteraction | StringSelectMenuInteraction,
    sentInto: SendInto,
    page: string | undefined,
  ): Promise<void> {
    const target = targetOf(interaction, sentInto);
    await interaction.deferUpdate();
    const shown = await this.upcoming.list(target, readPage(page));
    await interaction.editReply(asMessage(upcomingView(shown, sentInto)));
  }
}
