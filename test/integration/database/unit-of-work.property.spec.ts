import { setImmediate as turn } from 'node:timers/promises';

import fc from 'fast-check';

import { BotMetaRepository } from '../../../src/database';
import { openTestDatabase, type TestDatabase } from '../../support/database';

interface Step {
  readonly key: string;
  readonly value: string | null;
  readonly turns: number;
  readonly nested: boolean;
}

interface Unit {
  readonly startTurns: number;
  readonly steps: readonly Step[];
  readonly fails: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.option(fc.string({ maxLength: 3 }), { nil: null }),
  turns: fc.nat(3),
  nested: fc.boolean(),
});
const unit: fc.Arbitrary<Unit> = fc.record({
  startTurns: fc.nat(4),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  fails: fc.boolean(),
});

async function wait(turns: number): Promise<void> {
  for (let i = 0; i < turns; i += 1) await turn();
}

describe('UnitOfWork under any interleaving', () => {
  let database: TestDatabase;
  let meta: BotMetaRepository;

  beforeEach(async () => {
    database = await openTestDatabase();
    meta = new BotMetaRepository(database.unitOfWork);
  });
  afterEach(() => database.close());

  async function apply({ key, value, turns, nested }: Step): Promise<void> {
    const write = async (): Promise<void> => {
      if (value === null) await meta.delete(key);
      else await meta.set(key, value);
    };
    await (nested ? database.unitOfWork.run(write) : write());
    await wait(turns);
  }

  it('leaves what the fulfilled units leave when they run one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 8 }), async (units) => {
        await database.unitOfWork.run(async () => {
          for (const { key } of await meta.listAll()) await meta.delete(key);
        });
        const model = new Map<string, string>();

        const runs = units.map(async ({ startTurns, steps, fails }) => {
          await wait(startTurns);
          await database.unitOfWork.run(async () => {
            for (const each of steps) await apply(each);
            if (fails) throw new Error('fails');
            // The order in which units get through is the order of the model.
            for (const { key, value } of steps) {
              if (value === null) model.delete(key);
              else model.set(key, value);
            }
          });
        });
        const outcomes = await Promise.allSettled(runs);

        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(units.map(({ fails }) => fails));
        const rows = await meta.listAll();
        expect(new Map(rows.map(({ key, value }) => [key, value]))).toEqual(model);
      }),
      { numRuns: 150 },
    );
  });
});
