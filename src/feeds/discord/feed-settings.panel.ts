import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type BaseInteraction,
  type ButtonInteraction,
  type ChannelSelectMenuInteraction,
  DiscordAPIError,
  DiscordjsError,
} from 'discord.js';
import { Button, ChannelSelect, ComponentParam, Context } from 'necord';

import { DomainError, toSnowflake } from '../../common';
import { asMessage, requireManageGuild, SettingsPanels } from '../../discord';
import { FeedSettingsService } from '../subscriptions/feed-settings.service';
import { FEEDS_CHANNEL, FEEDS_PANEL, FEEDS_SWITCH } from './feed.custom-ids';
import { feedSettingsPanelView, feedSettingsText } from './feed-settings.view';
import { requireSendable } from './require-sendable';

/** The feeds' part of `/settings`. */
@Injectable()
export class FeedSettingsPanel implements OnModuleInit {
  constructor(
    private readonly panels: SettingsPanels,
    private readonly settings: FeedSettingsService,
  ) {}

  onModuleInit(): void {
    this.panels.register({
      name: 'feeds',
      title: 'Feeds',
      summary: async (guildId) => feedSettingsText(await this.settings.get(guildId)),
    });
  }

  @Button(FEEDS_PANEL.pattern)
  async show(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    const settings = await this.settings.get(requireManageGuild(interaction));
    await interaction.update(asMessage(feedSettingsPanelView(settings)));
  }

  @Button(FEEDS_SWITCH.pattern)
  async switch(
    @Context() [interaction]: [ButtonInteraction],
    @ComponentParam('state') state: string,
  ): Promise<void> {
    await this.change(interaction, { enabled: state === 'on' });
  }

  @ChannelSelect(FEEDS_CHANNEL.pattern)
  async choose(@Context() [interaction]: [ChannelSelectMenuInteraction]): Promise<void> {
    requireManageGuild(interaction);
    const [id = ''] = interaction.values;
    const channel = await interaction.guild?.channels.fetch(id).catch((error: unknown) => {
      // The latter where it is of another server.
      if (error instanceof DiscordAPIError || error instanceof DiscordjsError) return null;
      throw error;
    });
    if (!channel) throw new DomainError('unknown-channel', 'I cannot see that channel. Nothing was changed.');
    requireSendable(channel, interaction);
    await this.change(interaction, { channelId: toSnowflake(channel.id) });
  }

  private async change(
    interaction: BaseInteraction & Pick<ButtonInteraction, 'deferUpdate' | 'editReply'>,
    change: Parameters<FeedSettingsService['change']>[1],
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    await interaction.deferUpdate();
    const settings = await this.settings.change(guildId, change, toSnowflake(interaction.user.id));
    await interaction.editReply(asMessage(feedSettingsPanelView(settings)));
  }
}
