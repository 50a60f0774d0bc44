import { Injectable, UseGuards } from '@nestjs/common';
import { type ButtonInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { Button, Context, Subcommand } from 'necord';

import { AppConfig } from '../../config';
import { asEphemeral, asMessage, described } from '../../discord';
import { CommandRegistrar } from './command.registrar';
import { TAKE_BACK } from './meta.custom-ids';
import { OWNER_TEXTS } from './meta.texts';
import { OwnerCommandGroup } from './owner.command-group';
import { OwnerGuard } from './owner.guard';
import { registeredView, takenBackView, takeBackView } from './owner.view';

@Injectable()
@UseGuards(OwnerGuard)
@OwnerCommandGroup()
export class OwnerCommands {
  constructor(
    private readonly registrar: CommandRegistrar,
    private readonly config: AppConfig,
  ) {}

  @Subcommand({ name: 'register', ...described(OWNER_TEXTS.register) })
  async register(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(asMessage(registeredView(await this.registrar.registerAll())));
  }

  @Subcommand({ name: 'unregister', ...described(OWNER_TEXTS.unregister) })
  async unregister(@Context() [interaction]: [ChatInputCommandInteraction]): Promise<void> {
    await interaction.reply(asEphemeral(takeBackView(this.config)));
  }

  @Button(TAKE_BACK.pattern)
  async takeBack(@Context() [interaction]: [ButtonInteraction]): Promise<void> {
    await interaction.deferUpdate();
    await this.registrar.unregisterGlobal();
    await interaction.editReply(asMessage(takenBackView(this.config)));
  }
}
