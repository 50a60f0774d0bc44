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
import { VoiceStatsCards } from './voice-stats.cards';
import { VOICE_MENU_TEXTS } from './voice.texts';

/** `/vc stats` of a member, shown to whoever asked only: nobody expects a menu to write into the channel. */
@Injectable()
export class VoiceStatsMenuCommand {
  constructor(private readonly cards: VoiceStatsCards) {}

  @Audience({ guild: 'everybody', dm: false })
  @UserCommand({ ...named(VOICE_MENU_TEXTS.stats), contexts: [InteractionContextType.Guild] })
  async stats(
    @Context() [interaction]: [UserContextMenuCommandInteraction],
    @TargetUser() { id }: User,
  ): Promise<void> {
    requireGuild(interaction);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const asked = { statistic: 'overview', range: 'month', userId: toSnowflake(id), year: null } as const;
    await interaction.editReply(asMessage(await this.cards.show(interaction, asked)));
  }
}
