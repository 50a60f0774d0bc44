import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { MessageComponentsService, ModalsService } from 'necord';

import type { CommandOption, RegisteredCommand } from '../../../sandbox/discord';
import { startApplication } from '../../support/application';
import { kindOf } from './usable-component';

/** Something to use by its whole name: `feed subscribe`, or the name of a context menu. */
export interface Usable {
  readonly name: string;
  readonly options: readonly CommandOption[];
}

export function usablesOf(commands: readonly RegisteredCommand[]): Usable[] {
  return commands.flatMap(({ name, type, options = [] }) => {
    if (type !== ApplicationCommandType.ChatInput) return [{ name, options: [] }];
    const subcommands = options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
    if (subcommands.length === 0) return [{ name, options }];
    return subcommands.map((each) => ({ name: `${name} ${each.name}`, options: each.options ?? [] }));
  });
}

/**
 * What has a handler, as the bot's own framework knows it: `Button feed/mute/:feedId`, `Modal settings/voice/clock`.
 * @param variables of the bot that is driven: some commands exist only where they are wanted.
 */
export async function registeredHandlers(variables: Readonly<Record<string, string>>): Promise<string[]> {
  const application = await startApplication(variables);
  const { app } = application;
  try {
    const components = app.get(MessageComponentsService, { strict: false }).cache;
    const modals = app.get(ModalsService, { strict: false }).cache;
    return [
      ...components.map((each) => `${kindOf(each.getType())} ${each.getCustomId()}`),
      ...modals.map((each) => `Modal ${each.getCustomId()}`),
    ];
  } finally {
    await application.close();
  }
}
