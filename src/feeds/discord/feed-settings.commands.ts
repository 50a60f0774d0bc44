import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction, GuildBasedChannel } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { DomainError, toSnowflake } from '../../common';
import { asEphemeral, missingToSend, requireManageGuild } from '../../discord';
import { SettingsService } from '../../settings';
import { SubscriberService } from '../../subscribers';
import { FeedCommandGroup } from './feed.command-group';
import { FeedSettingsOptions } from './feed.options';
import { feedSettingsView } from './feed-settings.view';

@Injectable()
@FeedCommandGroup()
export class FeedSettingsCommands {
  constructor(
    private readonly settings: SettingsService,
    private readonly subscribers: SubscriberService,
  ) {}

  @Subcommand({ name: 'settings', description: 'Where this server is told about new releases' })
  async settingsCommand(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { enabled, channel }: FeedSettingsOptions,
  ): Promise<void> {
    const guildId = requireManageGuild(interaction);
    if (channel) requireSendable(channel, interaction);
    const settings = await this.settings.updateFeeds(guildId, {
      ...(enabled === null ? {} : { enabled }),
      ...(channel ? { channelId: toSnowflake(channel.id) } : {}),
    });
    if (channel) await this.subscribers.markReachable({ type: 'guild', targetId: guildId });
    await interaction.reply(asEphemeral(feedSettingsView(settings)));
  }
}

/** Told now rather than when the first chapter comes out. */
function requireSendable(channel: GuildBasedChannel, interaction: ChatInputCommandInteraction): void {
  const permissions = channel.permissionsFor(interaction.client.user);
  const missing = permissions ? missingToSend(permissions) : [];
  if (missing.length === 0) return;
  throw new DomainError(
    'missing-permissions',
    `I may not write into <#${channel.id}>. Please give me **${missing.join('** and **')}** there and try again. Nothing was changed.`,
  );
}
