import { Injectable } from '@nestjs/common';
import { type BaseInteraction, Events } from 'discord.js';
import { Context, type ContextOf, MessageComponentsService, ModalsService, On } from 'necord';

import { asEphemeral, notice } from './components';

/** Answers what no handler knows any more, such as a button of an earlier version: Discord would say that we failed. */
@Injectable()
export class OutdatedPanelsListener {
  constructor(
    private readonly components: MessageComponentsService,
    private readonly modals: ModalsService,
  ) {}

  @On(Events.InteractionCreate)
  async answer(@Context() [interaction]: ContextOf<Events.InteractionCreate>): Promise<void> {
    if (!interaction.isRepliable() || !this.isOutdated(interaction)) return;
    await interaction.reply(
      asEphemeral(notice('warning', 'This panel is out of date. Use the command again for a new one.')),
    );
  }

  private isOutdated(interaction: BaseInteraction): boolean {
    if (interaction.isMessageComponent())
      return !isKnown(this.components.get(interaction.componentType, interaction.customId));
    return interaction.isModalSubmit() && !isKnown(this.modals.get(interaction.customId));
  }
}

/** necord's types promise a handler for every id. */
function isKnown(handler: object | undefined): boolean {
  return handler !== undefined;
}
