import fc from 'fast-check';

import { expectAnswers, windowsAround } from './expect-answers';
import { goOnUntil, type History, history, rules } from './voice-arbitraries';
import type { ModelRules } from './voice-oracle';
import { VoiceWorld } from './voice-world';

const DAY = 86_400_000;

/** What happens to each stay on its way into the sums. */
const fate = fc.record({
  /** In the database before the first count begins. */
  early: fc.boolean(),
  /** Closed too soon, and opened again by the restart that found it still going on. */
  reopened: fc.boolean(),
});

const scenario = history.chain((past) =>
  fc.record({
    past: fc.constant(past),
    first: rules(past.zone),
    second: rules(past.zone),
    fates: fc.array(fate, { minLength: past.stays.length, maxLength: past.stays.length }),
    slice: fc.integer({ min: 1, max: 7 }),
    changesPolicy: fc.boolean(),
    instants: fc.array(fc.integer({ min: past.change - 6 * DAY, max: past.now + DAY }), {
      minLength: 3,
      maxLength: 3,
    }),
  }),
);

describe('voice statistics', () => {
  let world: VoiceWorld;

  beforeAll(async () => {
    world = await VoiceWorld.open();
  });
  afterAll(() => world.database.close());

  it('answer every question as the plain reading of the segments does, whatever happened on the way', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ past, first, second, fates, slice, changesPolicy, instants }) => {
        await world.clear();
        const used = await live(past, fates, { first, second: changesPolicy ? second : null, slice });
        const answers = world.answers();
        try {
          for (const window of windowsAround(used, past.change, past.now, instants)) {
            expectAnswers(answers, [...world.stays.values()], used, window, past.now);
          }
        } finally {
          answers.close();
        }
      }),
      { numRuns: Number(process.env.VOICE_RUNS ?? 40), endOnFailure: process.env.VOICE_RUNS !== undefined },
    );
  });

  /** @returns the rules that the current count has in the end. */
  async function live(
    past: History,
    fates: readonly { early: boolean; reopened: boolean }[],
    plan: { first: ModelRules; second: ModelRules | null; slice: number },
  ): Promise<ModelRules> {
    const put = (isEarly: boolean): Promise<void>[] =>
      past.stays.flatMap((stay, index) => {
        const { early, reopened } = fates[index] ?? { early: false, reopened: false };
        if (early !== isEarly) return [];
        const id = index + 1;
        const lastStart = stay.segments.at(-1)?.start ?? 0;
        const tooSoon = goOnUntil(stay, Math.floor((lastStart + stay.left) / 2) + 1);
        return [
          ...(reopened ? [world.put(id, tooSoon), world.put(id, stay, { isActive: true })] : []),
          world.put(id, stay, { isActive: stay.isActive }),
        ];
      });
    await Promise.all(put(true));
    const first = await world.begin(plan.first);
    // The rest happens while the first count is on its way.
    await world.builder.buildSlice(first, plan.slice);
    const rest = Promise.all(put(false));
    await world.build(first, plan.slice);
    await rest;
    if (!plan.second) return plan.first;
    const second = await world.begin(plan.second);
    await world.builder.buildSlice(second, plan.slice);
    await openAndCloseAgain(past);
    await world.build(second, plan.slice);
    return plan.second;
  }

  /** Every third stay ends later than it was thought to while history is being counted anew. */
  async function openAndCloseAgain(past: History): Promise<void> {
    for (const [index, stay] of past.stays.entries()) {
      if (index % 3 !== 0 || stay.isActive) continue;
      await world.put(index + 1, stay, { isActive: true });
      await world.put(index + 1, stay);
    }
  }
});
