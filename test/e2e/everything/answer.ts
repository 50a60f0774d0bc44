import { type Reply, type StoredMessage, textOf } from '../../../sandbox/discord';
import type { Stage } from '../support/stage';
import type { Says } from './cases';

const DISCORD_EPOCH_MS = 1_420_070_400_000;
/** As long as Discord waits for an answer, or for «is thinking». */
const ACKNOWLEDGED_WITHIN_MS = 3_000;
const NOBODY = { users: [], roles: [], everyone: false };

/** What holds for every answer: in time, pings nobody, says what it should to whom it should, and is no failure. */
export async function expectAnswer(stage: Stage, reply: Reply, says: Says): Promise<void> {
  expectInTime(stage, reply);
  const messages = await newMessages(stage, reply);
  const text = [...messages.map(textOf), reply.modal ? `${reply.modal.title}\n${textOf(reply.modal)}` : ''];
  expect(text.join('\n')).toMatch(says instanceof RegExp ? says : says.publicly);
  expect(text.join('\n')).not.toContain('Something went wrong on my side');
  for (const message of messages) expect(message.mentions).toEqual(NOBODY);
  const isForAll = !(says instanceof RegExp);
  if (reply.kind === 'message') expect(reply.ephemeral).toBe(!isForAll);
  // What comes beside a panel is for who pressed it.
  for (const { visibleTo } of reply.followUps) expect(visibleTo).not.toBeNull();
}

function expectInTime({ discord }: Stage, { interactionId }: Reply): void {
  const asked = Number(BigInt(interactionId) >> 22n) + DISCORD_EPOCH_MS;
  const answered = discord.requests.find(({ path }) => path.startsWith(`/interactions/${interactionId}/`));
  expect((answered?.time ?? Infinity) - asked).toBeLessThan(ACKNOWLEDGED_WITHIN_MS);
}

/** A refusal of a press that was acknowledged comes as a message of its own. */
async function newMessages(stage: Stage, reply: Reply): Promise<StoredMessage[]> {
  if (reply.kind === 'deferred') await stage.until(() => reply.followUps.length > 0);
  const own = reply.kind === 'deferred' || !reply.message ? [] : [reply.message];
  return [...own, ...reply.followUps];
}
