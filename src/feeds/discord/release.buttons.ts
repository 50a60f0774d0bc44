import { Injectable } from '@nestjs/common';
import type { ButtonInteraction } from 'discord.js';
import { Button, ComponentParam, Context } from 'necord';

import { DomainError } from '../../common';
import { asEphemeral, button, card, link, row, text, timestamp } from '../../discord';
import { SubscriptionOptionsService } from '../subscriptions/subscription-options.service';
import { MUTE, UNMUTE, UNSUBSCRIBE } from './feed.custom-ids';
import { targetOfMessage } from './interaction-target';

/** The buttons of a delivered message. */
@Injectable()
export class ReleaseButtons {
  constructor(private readonly options: SubscriptionOptionsService) {}

  @Button(UNSUBSCRIBE.pattern)
  async unsubscribe(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('feedId') feedId: string,
  ): Promise<void> {
    const { name, sourceUrl } = await this.options.unsubscribe(
      targetOfMessage(interaction),
      readFeedId(feedId),
    );
    const done = `✅ **${link(name, sourceUrl)}** is no longer followed here. \`/feed subscribe\` brings it back.`;
    await interaction.reply(asEphemeral(card('good', text(done))));
  }

  @Button(MUTE.pattern)
  async mute(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('feedId') feedId: string,
  ): Promise<void> {
    const { feed, until } = await this.options.mute(targetOfMessage(interaction), readFeedId(feedId));
    const done = `🔕 **${link(feed.name, feed.sourceUrl)}** is silent until ${timestamp(until)}. What comes out until then is not told.`;
    await interaction.reply(
      asEphemeral(card('good', text(done), row(button('Unmute', UNMUTE.of({ feedId: feed.id }))))),
    );
  }

  @Button(UNMUTE.pattern)
  async unmute(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('feedId') feedId: string,
  ): Promise<void> {
    const { name, sourceUrl } = await this.options.unmute(targetOfMessage(interaction), readFeedId(feedId));
    await interaction.reply(
      asEphemeral(card('good', text(`🔔 **${link(name, sourceUrl)}** is told again.`))),
    );
  }
}

function readFeedId(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new DomainError('unknown-feed', 'I do not know this series. Nothing was changed.');
}
