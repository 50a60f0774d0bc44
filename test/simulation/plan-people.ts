import type { SeededRandom } from '../support/seeded-random';
import type { Community } from './community';
import type { People } from './people';
import type { Series } from './published';
import type { Subscriber } from './subscriber';
import type { Timetable } from './timetable';

const AT_ONCE = 5;
const SHUT_EVERY_DAYS = 3;

interface Crowd {
  readonly people: People;
  readonly community: Community;
  readonly random: SeededRandom;
  readonly series: readonly Series[];
}

interface PeoplesPlan extends Crowd {
  readonly timetable: Timetable;
  readonly note: (text: string) => void;
}

/** What everybody follows as the day begins. The last member comes later and knows nothing yet. */
export async function subscribeEverybody({ people, community, random, series }: Crowd): Promise<void> {
  for (const { subscriber, channelId, ownChannelId } of community.guilds) {
    await people.chooseChannel(subscriber, channelId);
    const chosen = pickSome(series, random, 12);
    await subscribe(people, subscriber, chosen.slice(0, 9));
    await subscribe(people, subscriber, chosen.slice(9), ownChannelId);
  }
  for (const member of community.members.slice(0, -1)) {
    await subscribe(people, member, pickSome(series, random, random.integer(6, 12)));
  }
}

/** Who comes, goes, wants silence or cannot be reached in the course of the day. */
export function planPeople(
  { people, community, random, timetable, series, note }: PeoplesPlan,
  { share, day }: { readonly share: number; readonly day: number },
): void {
  // The first member and the first guild are those that cannot be reached for a while, and change nothing else.
  const [unreachable, ...others] = community.members;
  const newcomer = others.pop();
  const [closed] = community.guilds;
  const some = (): Subscriber => random.pick(others as [Subscriber, ...Subscriber[]]);
  const plan = (count: number, what: string, act: () => Promise<unknown>): void => {
    timetable.sprinkle(count * share, { kind: 'people', what, act });
  };
  plan(10, 'somebody subscribes', async () => {
    const subscriber = some();
    const wanted = pickSome(series, random, random.integer(1, 4)).filter((one) => !subscriber.wants(one));
    if (wanted.length > 0) await people.subscribe(subscriber, wanted);
  });
  plan(6, 'somebody unsubscribes', async () => {
    const [subscriber, one] = followed(some(), random);
    if (one) await people.unsubscribe(subscriber, one);
  });
  plan(3, 'somebody unsubscribes by button', async () => {
    const [subscriber, one] = followed(some(), random);
    if (one) await people.unsubscribeByButton(subscriber, one);
  });
  plan(5, 'somebody mutes', async () => {
    const [subscriber, one] = followed(some(), random);
    if (one) await people.mute(subscriber, one);
  });
  plan(4, 'somebody unmutes', () => people.unmute());

  const once = (from: number, to: number, what: string, act: () => unknown): void => {
    timetable.add(timetable.share(from, to), { kind: 'people', what, act });
  };
  const resume = async (subscriber: Subscriber): Promise<void> => {
    note(
      `${subscriber.name} ${(await people.resume(subscriber)) ? 'was stopped and resumes' : 'was not stopped'}`,
    );
  };
  const firstSeries = day === 0 ? series.filter(({ source }) => source === 'MangaDex').slice(0, 8) : [];
  for (const one of firstSeries) {
    once(0.4, 0.6, 'the newcomer subscribes', async () => {
      return !newcomer || (await people.subscribe(newcomer, [one])).length === 0;
    });
  }
  const isShut = day % SHUT_EVERY_DAYS === 0;
  if (unreachable && isShut) {
    once(0.1, 0.5, 'a member closes their direct messages', () => {
      community.acceptDms(unreachable, false);
    });
    once(0.6, 0.95, 'a member opens their direct messages', () => {
      community.acceptDms(unreachable, true);
      return resume(unreachable);
    });
  }
  if (closed && isShut) {
    once(0.1, 0.5, 'a channel is closed to the bot', () => {
      community.permit(closed, false);
    });
    once(0.6, 0.95, 'a channel is opened to the bot', () => {
      community.permit(closed, true);
      return resume(closed.subscriber);
    });
  }
}

function followed(subscriber: Subscriber, random: SeededRandom): [Subscriber, Series | undefined] {
  const all = subscriber.series.filter((one) => subscriber.wants(one));
  return [subscriber, all[random.integer(0, Math.max(0, all.length - 1))]];
}

async function subscribe(
  people: People,
  subscriber: Subscriber,
  series: readonly Series[],
  channelId?: string,
): Promise<void> {
  for (let n = 0; n < series.length; n += AT_ONCE) {
    const refused = await people.subscribe(subscriber, series.slice(n, n + AT_ONCE), channelId);
    if (refused.length > 0) throw new Error(`${subscriber.name} cannot follow ${refused[0]?.title ?? ''}`);
  }
}

function pickSome(series: readonly Series[], random: SeededRandom, count: number): Series[] {
  return series
    .map((one) => ({ one, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ one }) => one);
}
