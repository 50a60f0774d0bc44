import { Injectable } from '@nestjs/common';
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { asMessage, described, missingIn } from '../../discord';
import type { Target } from '../../subscribers';
import { type TestedPlaces, TestMessageService } from '../health/test-message.service';
import { FeedCommandGroup } from './feed.command-group';
import { TargetOptions } from './feed.options';
import { type CheckedChannel, type FeedTestModel, feedTestView } from './feed-test.view';
import { FEED_TEXTS } from './feed.texts';
import { changeableTarget } from './interaction-target';
import { StopNoticePresenter } from './stop-notice.presenter';

@Injectable()
@FeedCommandGroup()
export class FeedTestCommands {
  constructor(
    private readonly tests: TestMessageService,
    private readonly presenter: StopNoticePresenter,
  ) {}

  @Subcommand({ name: 'test', ...described(FEED_TEXTS.test) })
  async test(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { sendInto }: TargetOptions,
  ): Promise<void> {
    const target = changeableTarget(interaction, sendInto);
    const places = await this.tests.placesOf(target);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const outcome = await this.outcomeOf(interaction, target, places);
    const others = places.ownChannelIds.map((channelId) => check(interaction, channelId));
    await interaction.editReply(asMessage(feedTestView({ target, outcome, others })));
  }

  private async outcomeOf(
    interaction: ChatInputCommandInteraction,
    target: Target,
    { channelId }: TestedPlaces,
  ): Promise<FeedTestModel['outcome']> {
    const checked = channelId === null ? null : check(interaction, channelId);
    if (checked && checked.missing.length > 0) return { type: 'missing', ...checked };
    const outcome = await this.tests.run(target, interaction.id);
    return outcome.type === 'stopped'
      ? { type: 'stopped', notice: this.presenter.present(outcome.notice) }
      : outcome;
  }
}

function check(
  { client }: ChatInputCommandInteraction,
  channelId: CheckedChannel['channelId'],
): CheckedChannel {
  return { channelId, missing: missingIn(client, channelId) };
}
