import { ComponentType } from 'discord.js';

import { buttonsOf, selectsOf, type StoredMessage } from '../../../sandbox/discord';

/** `ComponentType[3]` is a name of before. */
const KINDS: Partial<Record<ComponentType, string>> = { [ComponentType.StringSelect]: 'StringSelect' };

/** `Button`, `StringSelect`, `UserSelect` … */
export function kindOf(type: ComponentType): string {
  return KINDS[type] ?? ComponentType[type];
}

export interface UsableComponent {
  readonly type: ComponentType;
  readonly customId: string;
  /** What a string select offers and has not chosen already. */
  readonly others: readonly string[];
}

/** @param handler `Button feed/mute/:feedId`: the first of the message that it handles and that can be used. */
export function componentOn(message: StoredMessage, handler: string): UsableComponent {
  const all = componentsOf(message);
  const found = all.find((component) => handles(handler, component));
  if (found) return found;
  const there = all.map(({ type, customId }) => `${kindOf(type)} ${customId}`).join(', ');
  throw new Error(`Nothing to use for "${handler}"; there is: ${there || 'nothing'}`);
}

function componentsOf(message: StoredMessage): UsableComponent[] {
  const buttons = buttonsOf(message).flatMap(({ customId, disabled }) =>
    customId === null || disabled ? [] : [{ type: ComponentType.Button, customId, others: [] }],
  );
  const selects = selectsOf(message).map(({ type, custom_id: customId = '', options = [] }) => ({
    ...{ type, customId },
    others: options.filter((option) => option.default !== true).map(({ value }) => value),
  }));
  return [...buttons, ...selects];
}

function handles(handler: string, { type, customId }: UsableComponent): boolean {
  const [kind = '', pattern = ''] = handler.split(' ');
  return kind === kindOf(type) && new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(customId);
}
