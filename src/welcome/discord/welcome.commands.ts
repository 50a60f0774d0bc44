import { Injectable } from '@nestjs/common';
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Context, SlashCommand } from 'necord';

import { asMessage, Audience, described, requireManageGuild } from '../../discord';
import { WelcomeSettingsService } from '../welcome-settings.service';
import { WelcomePresenter } from './welcome-presenter';
import { WELCOME_TEXTS } from './welcome.texts';

@Injectable()
export class WelcomeCommands {
  constructor(
    private readonly settings: WelcomeSettingsService,
    private readonly presenter: WelcomePresenter,
  ) {}

  @Audience({ guild: 'managers', dm: false })
  @SlashCommand({ name: 'welcome', ...described(WELCOME_TEXTS.welcome) })
  async welcome(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const view = await this.presenter.panel(interaction, guildId, await this.settings.get(guildId));
    await interaction.editReply(asMessage(view));
  }
}
