import fc from 'fast-check';
import { DataSource } from 'typeorm';

import { Reconciler } from '../../../src/feeds/polling/reconciler';
import { StreamPoller } from '../../../src/feeds/polling/stream-poller';
import { FUZZ_SEED, fuzzed } from '../../support/fuzz';
import { HOUR, MINUTE, ReadingBench } from './reading-bench';
import { people, ReleaseModel } from './release-model';

jest.setTimeout(120_000);

/** Past every pause that a source may have been given. */
const RECOVERY_TICKS = 5;
const POWER_CUT = 'power cut';

class Step implements fc.AsyncCommand<object, ReleaseModel> {
  constructor(
    private readonly name: string,
    private readonly act: (model: ReleaseModel) => Promise<void> | void,
  ) {}
  check(): boolean {
    return true;
  }
  async run(_: object, model: ReleaseModel): Promise<void> {
    await this.act(model);
  }
  toString(): string {
    return this.name;
  }
}

describe(`a release (FUZZ_SEED=${FUZZ_SEED})`, () => {
  let bench: ReadingBench;
  beforeAll(async () => {
    bench = await ReadingBench.start();
  });
  afterAll(() => bench.close());

  async function poll(model: ReleaseModel, minutes: number): Promise<void> {
    await model.pass(minutes * MINUTE);
    await bench.get(StreamPoller).tick();
    await bench.get(Reconciler).tick();
  }

  /** The process loses its grip at one statement; what was not committed is gone. */
  async function crash(model: ReleaseModel, minutes: number, statement: number): Promise<void> {
    const runner = bench.get(DataSource).createQueryRunner();
    const query = runner.query.bind(runner);
    let left = statement;
    const spy = jest.spyOn(runner, 'query').mockImplementation((...call: Parameters<typeof query>) => {
      if (!/^(BEGIN|ROLLBACK)/.test(call[0]) && (left -= 1) === 0)
        return Promise.reject(new Error(POWER_CUT));
      return query(...call);
    });
    try {
      await poll(model, minutes);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes(POWER_CUT))) throw error;
      crashes += 1;
    } finally {
      spy.mockRestore();
    }
  }
  let crashes = 0;
  let forgotten = 0;

  /** The sources answer like this for the time of a poll. */
  async function pollBadly(model: ReleaseModel, minutes: number, how: 'down' | 'mixed up'): Promise<void> {
    for (const { faults } of [bench.platforms.anilist, bench.platforms.mangadex]) {
      if (how === 'down') faults.next({ status: 200, body: '<html></html>', times: 9 });
      else faults.next({ rewrite: mixUp, times: 9 });
    }
    await poll(model, minutes);
    bench.platforms.anilist.faults.clear();
    bench.platforms.mangadex.faults.clear();
  }

  const person = fc.constantFrom(...people);
  const source = fc.constantFrom('MangaDex' as const, 'AniList Anime' as const);
  const minutes = fc.integer({ min: 1, max: 14 });
  const late = fc.integer({ min: 0, max: 25 });
  const steps = [
    late.map((n) => new Step(`chapter ${n} min late`, (model) => model.publishChapter(n * MINUTE))),
    fc.constant(new Step('older chapter', (model) => model.publishChapter(0, true))),
    fc.nat(5).map(
      (n) =>
        new Step(`second group ${n} before the newest`, (model) => {
          model.publishBySecondGroup(n);
        }),
    ),
    fc.tuple(fc.boolean(), fc.nat(3)).map(
      ([arrived, n]) =>
        new Step(
          `a chapter, retention while ${arrived ? 'nothing' : 'all'} is owed, a second group`,
          async (model) => {
            await model.publishChapter(0);
            await poll(model, 1);
            await model.forget(arrived);
            model.publishBySecondGroup(n);
          },
        ),
    ),
    late.map((n) => new Step(`episode ${n} min late`, (model) => model.airEpisode(n * 10 * MINUTE))),
    minutes.map(
      (n) =>
        new Step(`schedule in ${n} min`, (model) => {
          model.schedule(n * MINUTE);
        }),
    ),
    fc.constant(
      new Step('recreate episode', (model) => {
        model.recreateEpisode();
      }),
    ),
    fc
      .tuple(person, source)
      .map(([who, what]) => new Step(`${who} follows ${what}`, (model) => model.subscribe(who, what))),
    fc
      .tuple(person, source)
      .map(([who, what]) => new Step(`${who} leaves ${what}`, (model) => model.unsubscribe(who, what))),
    minutes.map((n) => new Step(`poll after ${n} min`, (model) => poll(model, n))),
    fc
      .tuple(minutes, fc.integer({ min: 1, max: 40 }))
      .map(([n, at]) => new Step(`crash after ${n} min at statement ${at}`, (model) => crash(model, n, at))),
    fc
      .tuple(minutes, fc.constantFrom('down' as const, 'mixed up' as const))
      .map(([n, how]) => new Step(`poll after ${n} min while ${how}`, (model) => pollBadly(model, n, how))),
  ];

  it('is owed once to everybody who followed its series when it came out, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
        const model = new ReleaseModel(bench);
        for (const who of people)
          await model.subscribe(who, who === people[0] ? 'MangaDex' : 'AniList Anime');
        await poll(model, (6 * HOUR) / MINUTE);
        await fc.asyncModelRun(() => ({ model: {}, real: model }), commands);
        for (let tick = 0; tick < RECOVERY_TICKS; tick += 1) await poll(model, 15);
        await model.verify();
        forgotten += model.forgotten;
        await model.close();
      }),
      fuzzed(30),
    );
    expect(crashes).toBeGreaterThan(0);
    expect(forgotten).toBeGreaterThan(0);
  });
});

/** Every row twice, the last first. */
function mixUp(answer: unknown): unknown {
  if (Array.isArray(answer)) return [...(answer as unknown[]), ...(answer as unknown[])].reverse();
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([key, inner]) =>
      ['data', 'Page', 'airingSchedules'].includes(key) ? [key, mixUp(inner)] : [key, inner as unknown],
    ),
  );
}
