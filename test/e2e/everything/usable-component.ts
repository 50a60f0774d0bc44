import { ComponentType } from 'discord.js';

import { buttonsOf, selectsOf, type StoredMessage } from '../../../sandbox/discord';
import type { CustomId } from '../../../src/discord';
import { answers } from '../../support/custom-ids';

export interface UsableComponent {
  readonly type: ComponentType;
  readonly customId: string;
  /** What a string select offers and has not chosen already. */
  readonly others: readonly string[];
}

/**
 * The first of the message that can be used and that this handler answers.
 * @param ending of its custom id, where the first is not the one.
 */
export function componentOn(message: StoredMessage, handler: CustomId, ending = ''): UsableComponent {
  const all = componentsOf(message);
  const found = all.find(
    ({ type, customId }) => customId.endsWith(ending) && answers(handler, [type, customId]),
  );
  if (found) return found;
  const there = all.map(({ customId }) => customId).join(', ');
  throw new Error(`Nothing to use for "${handler.pattern}"; there is: ${there || 'nothing'}`);
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
