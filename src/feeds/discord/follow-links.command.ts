import { Injectable } from '@nestjs/common';
import { type Message, type MessageContextMenuCommandInteraction, MessageFlags } from 'discord.js';
import { Context, MessageCommand, TargetMessage } from 'necord';

import { DomainError, toSnowflake } from '../../common';
import { asMessage, named } from '../../discord';
import { PauseService } from '../health/pause.service';
import { findLinks } from '../subscriptions/find-links';
import { SubscriptionService } from '../subscriptions/subscription.service';
import { FEED_MENU_TEXTS } from './feed.texts';
import { linkOutcomesView } from './link-outcomes.view';

/** `/feed subscribe` into one's own direct messages, of what stands in a message. */
@Injectable()
export class FollowLinksCommand {
  constructor(
    private readonly subscriptions: SubscriptionService,
    private readonly pauses: PauseService,
  ) {}

  @MessageCommand(named(FEED_MENU_TEXTS.followLinks))
  async follow(
    @Context() [interaction]: [MessageContextMenuCommandInteraction],
    @TargetMessage() { content, embeds }: Message,
  ): Promise<void> {
    const embedded = embeds.flatMap(({ url, description }) => [url ?? '', description ?? '']);
    const links = findLinks([content, ...embedded]);
    if (links.length === 0) {
      throw new DomainError(
        'no-link',
        'There is no link in this message. `/feed subscribe` takes titles too.',
      );
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const target = { type: 'dm' as const, targetId: toSnowflake(interaction.user.id) };
    const outcomes = await this.subscriptions.subscribe(target, links, {});
    const isPaused = await this.pauses.isPaused(target);
    await interaction.editReply(asMessage(linkOutcomesView(outcomes, 'dm', { isPaused })));
  }
}
