import type { MessageComponentInteraction } from 'discord.js';

import { DomainError } from '../common';
import { commandIds, commandMention } from './command-mentions';

/**
 * For what everybody in a channel sees but one person asked for, such as a board: only they turn its pages, or it would
 * change under their eyes. To be asked at every press, before the press is acknowledged.
 * @param command that opens another one, without the slash.
 * @throws DomainError for everybody else, with the way to a board of their own.
 */
export async function requireOpener(
  { client, message, user }: MessageComponentInteraction,
  command: string,
): Promise<void> {
  const opener = message.interactionMetadata?.user.id;
  if (opener === undefined || opener === user.id) return;
  const mention = commandMention(command, await commandIds(client));
  throw new DomainError('not-the-opener', `<@${opener}> has opened this. Open your own with ${mention}.`);
}
