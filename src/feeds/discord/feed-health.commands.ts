import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Subcommand } from 'necord';

import { asEphemeral, Audience, described } from '../../discord';
import { FeedHealthService } from '../health/feed-health.service';
import { feedHealthView } from './feed-health.view';
import { FeedCommandGroup } from './feed.command-group';
import { FEED_TEXTS } from './feed.texts';
import { targetOfMessage } from './interaction-target';
import { StopNoticePresenter } from './stop-notice.presenter';

@Injectable()
@FeedCommandGroup()
export class FeedHealthCommands {
  constructor(
    private readonly health: FeedHealthService,
    private readonly presenter: StopNoticePresenter,
  ) {}

  @Audience({ guild: 'managers', dm: true })
  @Subcommand({ name: 'health', ...described(FEED_TEXTS.health) })
  async healthCommand(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    const health = await this.health.of(targetOfMessage(interaction));
    const notice = health.notice && this.presenter.present(health.notice);
    await interaction.reply(asEphemeral(feedHealthView({ ...health, notice })));
  }
}
