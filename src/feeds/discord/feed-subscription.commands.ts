import { Injectable } from '@nestjs/common';
import {
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { Button, ComponentParam, Context, Options, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { asEphemeral, asMessage, requireGuild, requireManageGuild } from '../../discord';
import type { Target } from '../../subscribers';
import { splitLinks } from '../subscriptions/split-links';
import { SubscriptionService } from '../subscriptions/subscription.service';
import { FeedCommandGroup } from './feed.command-group';
import { LIST_PAGE_PATTERN } from './feed.custom-ids';
import { LinksOptions, ListOptions, type SendInto } from './feed.options';
import { linkOutcomesView } from './link-outcomes.view';
import { subscriptionListView } from './subscription-list.view';

@Injectable()
@FeedCommandGroup()
export class FeedSubscriptionCommands {
  constructor(private readonly subscriptions: SubscriptionService) {}

  @Subcommand({ name: 'subscribe', description: 'Follow series by their links' })
  async subscribe(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { links, sendInto }: LinksOptions,
  ): Promise<void> {
    const target = changeableTarget(interaction, sendInto);
    const given = splitLinks(links);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const outcomes = await this.subscriptions.subscribe(target, given);
    await interaction.editReply(asMessage(linkOutcomesView(outcomes, sendInto)));
  }

  @Subcommand({ name: 'unsubscribe', description: 'Stop following series' })
  async unsubscribe(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { links, sendInto }: LinksOptions,
  ): Promise<void> {
    const target = changeableTarget(interaction, sendInto);
    const outcomes = await this.subscriptions.unsubscribe(target, splitLinks(links));
    await interaction.reply(asEphemeral(linkOutcomesView(outcomes, sendInto)));
  }

  @Subcommand({ name: 'list', description: 'What you or this server follow' })
  async list(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { sentInto }: ListOptions,
  ): Promise<void> {
    const page = await this.subscriptions.list(targetOf(interaction, sentInto), 1);
    await interaction.reply(asEphemeral(subscriptionListView(page, sentInto)));
  }

  @Button(LIST_PAGE_PATTERN)
  async listPage(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('sentInto') sentInto: SendInto,
    @ComponentParam('page') page: string,
  ): Promise<void> {
    const shown = await this.subscriptions.list(targetOf(interaction, sentInto), Number(page));
    await interaction.update(asMessage(subscriptionListView(shown, sentInto)));
  }
}

/** Everybody may look at what the server follows; changing it needs Manage Server. */
function changeableTarget(interaction: BaseInteraction, sendInto: SendInto): Target {
  if (sendInto === 'server') requireManageGuild(interaction);
  return targetOf(interaction, sendInto);
}

function targetOf(interaction: BaseInteraction, sendInto: SendInto): Target {
  return sendInto === 'server'
    ? { type: 'guild', targetId: requireGuild(interaction) }
    : { type: 'dm', targetId: toSnowflake(interaction.user.id) };
}
