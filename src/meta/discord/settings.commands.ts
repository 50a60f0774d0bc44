import { Injectable } from '@nestjs/common';
import { type BaseInteraction, type ButtonInteraction, type ChatInputCommandInteraction } from 'discord.js';
import { Button, Context, SlashCommand } from 'necord';

import {
  asEphemeral,
  asMessage,
  Audience,
  described,
  requireManageGuild,
  SETTINGS_HOME,
  SettingsPanels,
  type View,
} from '../../discord';
import { META_TEXTS } from './meta.texts';
import { settingsView } from './settings.view';

@Injectable()
export class SettingsCommands {
  constructor(private readonly panels: SettingsPanels) {}

  @Audience({ guild: 'managers', dm: false })
  @SlashCommand({ name: 'settings', ...described(META_TEXTS.settings) })
  async settings(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.reply(asEphemeral(await this.home(interaction)));
  }

  @Button(SETTINGS_HOME.pattern)
  async backHome(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    await interaction.update(asMessage(await this.home(interaction)));
  }

  private async home(interaction: BaseInteraction): Promise<View> {
    const guildId = requireManageGuild(interaction);
    const panels = await Promise.all(
      this.panels.all.map(async ({ name, title, summary }) => ({
        name,
        title,
        summary: await summary(guildId),
      })),
    );
    return settingsView({ panels });
  }
}
