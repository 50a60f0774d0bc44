import { Logger } from '@nestjs/common';
import { type ApplicationCommand, type Client, Collection } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whoever waits for an answer has three seconds; without the ids it is still an answer. */
const LONGEST_WAIT_MS = 1_000;

const logger = new Logger('Commands');

/**
 * The ids of our commands by their names, asked of Discord once; empty while it does not tell.
 * @param guildId for those that are in one guild only.
 */
export async function commandIds(
  { application }: Client<true>,
  guildId: string | null = null,
): Promise<ReadonlyMap<string, string>> {
  const { commands } = application;
  const known = commands.cache.filter((command) => command.guildId === guildId);
  if (known.size > 0) return idsIn(known);
  const asked = commands.fetch(guildId === null ? {} : { guildId }).catch((error: unknown) => {
    logger.warn(`Discord did not list the commands: ${String(error)}`);
  });
  const told = await Promise.race([asked, sleep(LONGEST_WAIT_MS, undefined, { ref: false })]);
  return idsIn(told ?? new Collection());
}

function idsIn(commands: Collection<string, ApplicationCommand>): ReadonlyMap<string, string> {
  return new Map(commands.map(({ name, id }) => [name, id]));
}

/**
 * A command in a text, which can be pressed when its id is known.
 * @param name without the slash: `feed list`.
 */
export function commandMention(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name.split(' ')[0] ?? '');
  return id === undefined ? `\`/${name}\`` : `</${name}:${id}>`;
}
