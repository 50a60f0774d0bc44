import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType } from 'discord.js';

import type { CommandOption, RegisteredCommand } from '../../../sandbox/discord';
import type { CustomId } from '../../../src/discord';
import { definedCustomIds } from '../../support/custom-ids';

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

/** What has a handler, by names such as `Button feed/mute/:feedId` and `Modal settings/voice/clock`. */
export async function registeredHandlers(): Promise<ReadonlyMap<string, CustomId>> {
  const customIds = await definedCustomIds();
  return new Map(customIds.map((each) => [`${kindOf(each.usedBy)} ${each.pattern}`, each]));
}

function kindOf(usedBy: CustomId['usedBy']): string {
  if (usedBy === 'modal') return 'Modal';
  // The enumeration's own name for it is one of before.
  return usedBy === ComponentType.StringSelect ? 'StringSelect' : ComponentType[usedBy];
}
