import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { Context, Options, Subcommand } from 'necord';

import { asEphemeral, described } from '../../discord';
import { PauseService } from '../health/pause.service';
import { FeedCommandGroup } from './feed.command-group';
import { TargetOptions } from './feed.options';
import { FEED_TEXTS } from './feed.texts';
import { changeableTarget } from './interaction-target';
import { pauseView } from './pause.view';
import { ResumeAnswer } from './resume.answer';

@Injectable()
@FeedCommandGroup()
export class FeedPauseCommands {
  constructor(
    private readonly pauses: PauseService,
    private readonly answer: ResumeAnswer,
  ) {}

  @Subcommand({ name: 'pause', ...described(FEED_TEXTS.pause) })
  async pause(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { sendInto }: TargetOptions,
  ): Promise<void> {
    const paused = await this.pauses.pause(changeableTarget(interaction, sendInto));
    await interaction.reply(asEphemeral(pauseView(paused)));
  }

  @Subcommand({ name: 'resume', ...described(FEED_TEXTS.resume) })
  async resume(
    @Context() [interaction]: [ChatInputCommandInteraction],
    @Options() { sendInto }: TargetOptions,
  ): Promise<void> {
    const target = changeableTarget(interaction, sendInto);
    await interaction.reply(asEphemeral(await this.answer.resume(target)));
  }
}
