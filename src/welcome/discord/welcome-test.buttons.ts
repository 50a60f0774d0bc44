import { Injectable } from '@nestjs/common';
import { type ButtonInteraction, type InteractionEditReplyOptions, MessageFlags } from 'discord.js';
import { Button, ComponentParam, Context } from 'necord';

import { DomainError, type Snowflake } from '../../common';
import { asMessage, notice, requireManageGuild } from '../../discord';
import type { WelcomeSettings } from '../../settings';
import { Greeter } from '../greeter';
import type { Greeting } from '../greeting';
import { WelcomeSettingsService } from '../welcome-settings.service';
import { passageOf } from './passage-of';
import { WELCOME_TEST } from './welcome.custom-ids';

const PATIENCE_MS = 30_000;

/** Shows an admin what members will see, as if the admin had just joined. */
@Injectable()
export class WelcomeTestButtons {
  constructor(
    private readonly settings: WelcomeSettingsService,
    private readonly greeter: Greeter,
  ) {}

  @Button(WELCOME_TEST.pattern)
  async test(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('where') where: string,
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const settings = await this.settings.get(guildId);
    const passage = passageOf(interaction, guildId);
    const greeting = await this.greeter.welcome(passage, settings, settings.picture);
    await interaction.editReply(
      where === 'channel' ? await this.post(interaction, settings, greeting) : asReply(greeting),
    );
  }

  private async post(
    interaction: ButtonInteraction,
    { channelId }: WelcomeSettings,
    greeting: Greeting,
  ): Promise<InteractionEditReplyOptions> {
    if (channelId === null)
      throw new DomainError('no-channel', 'Choose the channel for the welcome first, and press again.');
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const outcome = await this.greeter.send(channelId, greeting, interaction.id, signal);
    return asMessage(said(outcome, channelId));
  }
}

function said(
  outcome: Awaited<ReturnType<Greeter['send']>>,
  channelId: Snowflake,
): ReturnType<typeof notice> {
  switch (outcome.type) {
    case 'done':
      return notice('good', `✅ It works: I welcomed you in <#${channelId}>.`);
    case 'refused':
      return notice('warning', `❌ Nothing was sent. ${outcome.reason}`);
    case 'later':
      return notice('warning', '🕓 Discord takes no message at the moment. Try again in a minute.');
  }
}

function asReply({ components, picture }: Greeting): InteractionEditReplyOptions {
  const view = { components, ...(picture && { pictures: [picture] }) } as Parameters<typeof asMessage>[0];
  return asMessage(view);
}
