import type { PressInput, StoredMessage } from '../../../sandbox/discord';
import type { Stage } from './stage';

/** Presses what leads to an edit of the message, and gives the edited message. */
export async function pressed(stage: Stage, input: PressInput): Promise<StoredMessage> {
  const { id } = input.message;
  const before = stage.discord.message(id);
  await stage.discord.press(input);
  await stage.until(() => stage.discord.message(id) !== before);
  const after = stage.discord.message(id);
  if (!after) throw new Error('The message is gone');
  return after;
}
