import { setTimeout as sleep } from 'node:timers/promises';

import type { SeededRandom } from '../support/seeded-random';
import type { LivingBot } from './manner';
import type { Surroundings } from './surroundings';

const MESSAGES = '/channels/{channel_id}/messages';
const PATIENCE_MS = 3_000;

/** At which line of a tick the process dies. */
export const MOMENTS = [
  'after some milliseconds',
  'as a source is read',
  'before Discord has the message',
  'as Discord has stored a message',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** Lets the bot work and kills it meanwhile. @returns whether it died at work. */
export async function killAt(
  moment: Moment,
  bot: LivingBot,
  { discord, platforms }: Surroundings,
  random: SeededRandom,
): Promise<boolean> {
  const posts = (): number =>
    discord.requests.filter(({ method, route }) => method === 'POST' && route === MESSAGES).length;
  const reads = platforms.mangadex.requests.length + platforms.anilist.requests.length;
  const postsBefore = posts();
  if (moment === 'before Discord has the message')
    discord.faults.next({ method: 'POST', route: MESSAGES, when: 'before', delayMs: 700, times: 50 });
  if (moment === 'as Discord has stored a message')
    discord.faults.next({ method: 'POST', route: MESSAGES, when: 'after', delayMs: 500, times: 50 });
  let isDone = false;
  const working = bot.work().then((survived) => {
    isDone = true;
    return survived;
  });
  const until = (condition: () => boolean): Promise<void> =>
    discord.until(() => isDone || condition(), PATIENCE_MS).catch(() => undefined);
  switch (moment) {
    case 'after some milliseconds':
      await sleep(random.integer(0, 40));
      break;
    case 'as a source is read':
      await until(() => platforms.mangadex.requests.length + platforms.anilist.requests.length > reads);
      await sleep(random.integer(0, 15));
      break;
    case 'before Discord has the message':
      await until(() => posts() > postsBefore);
      break;
    case 'as Discord has stored a message':
      await until(() => posts() > postsBefore);
      // The message is stored at once, its answer is on the way for longer.
      await sleep(random.integer(20, 200));
  }
  await bot.kill();
  discord.faults.clear();
  return !(await working);
}
