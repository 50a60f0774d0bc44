import { Injectable, UseGuards } from '@nestjs/common';
import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Context, Subcommand } from 'necord';

import { asMessage, described } from '../../discord';
import { ExportSender } from './export.sender';
import { exportBegunView } from './export.view';
import { OWNER_TEXTS } from './meta.texts';
import { OwnerCommandGroup } from './owner.command-group';
import { OwnerGuard } from './owner.guard';

@Injectable()
@UseGuards(OwnerGuard)
@OwnerCommandGroup()
export class OwnerExportCommands {
  constructor(private readonly exports: ExportSender) {}

  @Subcommand({ name: 'export', ...described(OWNER_TEXTS.export) })
  async export(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const begun = await this.exports.begin(interaction.user);
    await interaction.editReply(asMessage(exportBegunView(begun.messageUrl)));
    await begun.finished;
  }
}
