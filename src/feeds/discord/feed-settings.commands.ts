import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { toSnowflake } from '../../common';
import { CatchUpService } from '../../delivery';
import { Audience, asEphemeral, requireManageGuild } from '../../discord';
import { SettingsService } from '../../settings';
import type { Target } from '../../subscribers';
import { PauseService } from '../health/pause.service';
import { FeedCommandGroup } from './feed.command-group';
import { FeedSettingsOptions } from './feed.options';
import { feedSettingsView } from './feed-settings.view';
import { requireSendable } from './require-sendable';

@Injectable()
@FeedCommandGroup()
export class FeedSettingsCommands {
  constructor(
    private readonly settings: SettingsService,
    private readonly catchUp: CatchUpService,
    private readonly pauses: PauseService,
  ) {}

  @Audience({ guild: 'managers', dm: false })
  @Subcommand({ name: 'settings', description: 'Where this server is told about new releases' })
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
    const settings = await this.settings.updateFeeds(guildId, change, toSnowflake(interaction.user.id));
    if (channel) {
      const target: Target = { type: 'guild', targetId: guildId };
      await this.catchUp.resume(target);
      await this.pauses.retryHeld(target);
    }
    await interaction.reply(asEphemeral(feedSettingsView(settings)));
  }
}
