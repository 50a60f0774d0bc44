import { Logger } from '@nestjs/common';
import type { Client } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whoever waits for an answer has three seconds; without the ids it is still an answer. */
const LONGEST_WAIT_MS = 1_000;

const logger = new Logger('Commands');

/** The ids of our commands by their names, asked of Discord once; empty while it does not tell. */
export async function commandIds({ application }: Client<true>): Promise<ReadonlyMap<string, string>> {
  if (application.commands.cache.size === 0) {
    const asked = application.commands.fetch().catch((error: unknown) => {
      logger.warn(`Discord did not list the commands: ${String(error)}`);
    });
    await Promise.race([asked, sleep(LONGEST_WAIT_MS, undefined, { ref: false })]);
  }
  return new Map(application.commands.cache.map(({ name, id }) => [name, id]));
}

/**
 * A command in a text, which can be pressed when its id is known.
 * @param name without the slash: `feed list`.
 */
export function commandMention(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name.split(' ')[0] ?? '');
  return id === undefined ? `\`/${name}\`` : `</${name}:${id}>`;
}
