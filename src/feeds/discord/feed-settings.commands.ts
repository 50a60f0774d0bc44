import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { asEphemeral, Audience, described, requireManageGuild } from '../../discord';
import { FeedSettingsService } from '../subscriptions/feed-settings.service';
import { FeedCommandGroup } from './feed.command-group';
import { FeedSettingsOptions } from './feed.options';
import { feedSettingsView } from './feed-settings.view';
import { FEED_TEXTS } from './feed.texts';
import { requireSendable } from './require-sendable';

@Injectable()
@FeedCommandGroup()
export class FeedSettingsCommands {
  constructor(private readonly settings: FeedSettingsService) {}

  @Audience({ guild: 'managers', dm: false })
  @Subcommand({ name: 'settings', ...described(FEED_TEXTS.settings) })
  async settingsCommand(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { enabled, channel }: FeedSettingsOptions,
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    if (channel) requireSendable(channel, interaction);
    const change = {
      ...(enabled === null ? {} : { enabled }),
      ...(channel ? { channelId: toSnowflake(channel.id) } : {}),
    };
    const settings = await this.settings.change(guildId, change, toSnowflake(interaction.user.id));
    await interaction.reply(asEphemeral(feedSettingsView(settings)));
  }
}
