import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';

import { DomainError, type Snowflake } from '../common';
import { SettingsService, type WelcomeChange, type WelcomeSettings } from '../settings';
import { isBackground, isTemplate } from './card/templates';
import { unknownVariables, VARIABLES } from './message-variables';

/** Which of a guild's lists of messages. */
export const MESSAGE_LISTS = { welcome: 'messages', leave: 'leaveMessages' } as const;
export type MessageList = keyof typeof MESSAGE_LISTS;

/** Names a message by what it says, so that one that another admin has changed meanwhile is not mistaken for another. */
export function messageKey(message: string): string {
  return createHash('sha256').update(message).digest('hex').slice(0, 12);
}

/** What a guild's admins may set, in the words of this feature. */
@Injectable()
export class WelcomeSettingsService {
  constructor(private readonly settings: SettingsService) {}

  get(guildId: Snowflake): Promise<WelcomeSettings> {
    return this.settings.getWelcome(guildId);
  }

  /** @throws DomainError when a value cannot be; nothing is changed then. */
  change(guildId: Snowflake, change: WelcomeChange, by: Snowflake): Promise<WelcomeSettings> {
    const { template = null, background = null } = change;
    if (template !== null && !isTemplate(template)) throw unknownArtwork();
    if (background !== null && !isBackground(background)) throw unknownArtwork();
    return this.settings.updateWelcome(guildId, change, by);
  }

  /**
   * Adds a message, or puts it in the place of another; one that says nothing takes that away.
   * @param key of the message it replaces; null for a new one.
   * @throws DomainError when it has a variable that nobody knows, when it is there already, when its place is gone.
   */
  putMessage(
    guildId: Snowflake,
    list: MessageList,
    { key, text }: { readonly key: string | null; readonly text: string },
    by: Snowflake,
  ): Promise<WelcomeSettings> {
    const message = text.trim();
    const unknown = unknownVariables(message);
    if (unknown.length > 0) {
      const names = Object.keys(VARIABLES).map((name) => `\`{${name}}\``);
      throw new DomainError(
        'unknown-variable',
        `I do not know ${unknown.map((written) => `\`${written}\``).join(', ')}. There are ${names.join(', ')}. Nothing was changed.`,
      );
    }
    const name = MESSAGE_LISTS[list];
    return this.settings.updateWelcome(
      guildId,
      (present) => ({ [name]: withMessage(present[name], key, message) }),
      by,
    );
  }
}

function withMessage(present: readonly string[], key: string | null, message: string): string[] {
  const index = key === null ? present.length : present.findIndex((other) => messageKey(other) === key);
  if (index < 0)
    throw new DomainError(
      'message-gone',
      'Somebody has changed this message meanwhile. Nothing was changed.',
    );
  const others = present.filter((_, at) => at !== index);
  if (message === '') {
    if (key === null) throw new DomainError('message-empty', 'The message is empty. Nothing was changed.');
    return others;
  }
  if (others.includes(message))
    throw new DomainError('message-twice', 'There is a message that says just this. Nothing was changed.');
  return [...present.slice(0, index), message, ...present.slice(index + 1)];
}

function unknownArtwork(): DomainError {
  return new DomainError('unknown-artwork', 'This version has no such artwork. Choose one from the list.');
}
