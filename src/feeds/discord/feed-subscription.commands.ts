import { Injectable, UseInterceptors } from '@nestjs/common';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { Button, ComponentParam, Context, Options, StringSelect, Subcommand } from 'necord';

import { asEphemeral, asMessage, described, readPage } from '../../discord';
import { PauseService } from '../health/pause.service';
import { readWishes } from '../subscriptions/read-wishes';
import { splitLinks } from '../subscriptions/split-links';
import { SubscriptionService } from '../subscriptions/subscription.service';
import { FeedCommandGroup } from './feed.command-group';
import { LIST_PAGES } from './feed.custom-ids';
import { LinksOptions, ListOptions, type SendInto, SubscribeOptions } from './feed.options';
import { FEED_TEXTS } from './feed.texts';
import { guildWishes } from './guild-wishes';
import { changeableTarget, targetOf } from './interaction-target';
import { SubscribeAutocomplete, UnsubscribeAutocomplete } from './links.autocomplete';
import { linkOutcomesView } from './link-outcomes.view';
import { subscriptionListView } from './subscription-list.view';

@Injectable()
@FeedCommandGroup()
export class FeedSubscriptionCommands {
  constructor(
    private readonly subscriptions: SubscriptionService,
    private readonly pauses: PauseService,
  ) {}

  @UseInterceptors(SubscribeAutocomplete)
  @Subcommand({ name: 'subscribe', ...described(FEED_TEXTS.subscribe) })
  async subscribe(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { links, sendInto, ...wishes }: SubscribeOptions,
  ): Promise<void> {
    const target = changeableTarget(interaction, sendInto);
    const given = splitLinks(links);
    const options = { ...readWishes(wishes), ...guildWishes(interaction, target, wishes) };
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const outcomes = await this.subscriptions.subscribe(target, given, options);
    if (options.channelId !== undefined) await this.pauses.retryHeld(target);
    const isPaused = await this.pauses.isPaused(target);
    await interaction.editReply(asMessage(linkOutcomesView(outcomes, sendInto, { isPaused })));
  }

  @UseInterceptors(UnsubscribeAutocomplete)
  @Subcommand({ name: 'unsubscribe', ...described(FEED_TEXTS.unsubscribe) })
  async unsubscribe(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { links, sendInto }: LinksOptions,
  ): Promise<void> {
    const target = changeableTarget(interaction, sendInto);
    const given = splitLinks(links);
    // A link that is not known is asked where it leads, by sites that take their time.
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const outcomes = await this.subscriptions.unsubscribe(target, given);
    await interaction.editReply(asMessage(linkOutcomesView(outcomes, sendInto)));
  }

  @Subcommand({ name: 'list', ...described(FEED_TEXTS.list) })
  async list(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { sentInto }: ListOptions,
  ): Promise<void> {
    const page = await this.subscriptions.list(targetOf(interaction, sentInto), 1);
    await interaction.reply(asEphemeral(subscriptionListView(page, sentInto)));
  }

  @Button(LIST_PAGES.turn.pattern)
  turnList(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('sentInto') sentInto: SendInto,
    @ComponentParam('page') page: string,
  ): Promise<void> {
    return this.showPage(interaction, sentInto, page);
  }

  @StringSelect(LIST_PAGES.choose.pattern)
  chooseListPage(
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
    const shown = await this.subscriptions.list(targetOf(interaction, sentInto), readPage(page));
    await interaction.update(asMessage(subscriptionListView(shown, sentInto)));
  }
}
