import { Injectable } from '@nestjs/common';
import {
  InteractionContextType,
  MessageFlags,
  type User,
  type UserContextMenuCommandInteraction,
} from 'discord.js';
import { Context, TargetUser, UserCommand } from 'necord';

import { toSnowflake } from '../../common';
import { asMessage, Audience, named, requireGuild } from '../../discord';
import { VoiceSummaries } from '../statistics/voice-summaries.service';
import { memberStatsView } from './voice-stats.view';
import { VOICE_MENU_TEXTS } from './voice.texts';

/** `/vc stats` of a member, shown to whoever asked only: nobody expects a menu to write into the channel. */
@Injectable()
export class VoiceStatsMenuCommand {
  constructor(private readonly summaries: VoiceSummaries) {}

  @Audience({ guild: 'everybody', dm: false })
  @UserCommand({ ...named(VOICE_MENU_TEXTS.stats), contexts: [InteractionContextType.Guild] })
  async stats(
    @Context() [interaction]: [UserContextMenuCommandInteraction],
    @TargetUser() { id }: User,
  ): Promise<void> {
    const guildId = requireGuild(interaction);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const userId = toSnowflake(id);
    const summary = await this.summaries.member(guildId, userId, 'month');
    await interaction.editReply(asMessage(memberStatsView(userId, 'month', summary)));
  }
}
