import { Logger } from '@nestjs/common';
import fc from 'fast-check';

import { type Fault, SandboxComick } from '../../../sandbox/platforms';
import { StreamCursorRepository } from '../../../src/feeds';
import { FUZZ_SEED, fuzzed } from '../../support/fuzz';
import { anyNonsense, nonsense } from './nonsense';
import { askBadly, type Question, questionsOf, stateOf } from './questions';
import { HOUR, labelsOf, MINUTE, ReadingBench } from './reading-bench';

jest.setTimeout(60_000);

describe(`a platform that answers nonsense (FUZZ_SEED=${FUZZ_SEED})`, () => {
  let comick: SandboxComick;
  let bench: ReadingBench;
  let questions: Question[];
  let warn: jest.SpyInstance;
  let error: jest.SpyInstance;
  beforeAll(async () => {
    const started = await SandboxComick.start();
    comick = started.comick;
    bench = await ReadingBench.start({ COMICK_ENABLED: 'true', COMICK_API_URL: started.url });
    questions = await questionsOf(bench, comick);
    await bench.minutes(3);
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await bench.close();
    await comick.close();
  });

  /** Past every pause, and once more in health. */
  async function recover(): Promise<void> {
    await bench.minutes(40, 20);
    const cursors = await bench.get(StreamCursorRepository).listAll();
    expect(cursors.map(({ failures }) => failures)).toEqual([0, 0, 0]);
    bench.clock.pass(11 * MINUTE);
  }

  async function isSurvived(question: Question, fault: Fault): Promise<void> {
    await recover();
    await question.prepare?.();
    const before = await stateOf(bench);
    warn.mockClear();
    const requests = await askBadly(question, fault);
    expect(requests).toBe((question.after ?? 0) + (question.requests ?? 1));
    expect(await stateOf(bench)).toEqual(before);
    const lines = warn.mock.calls.map(([line]) => String(line));
    expect(lines).toHaveLength(question.lines);
    for (const line of lines) expect(line.length).toBeLessThan(500);
    expect(error).not.toHaveBeenCalled();
  }

  it.each(nonsense)(
    'is survived with one line a question and no change, whatever is asked: %s',
    async (_, fault) => {
      for (const question of questions) await isSurvived(question, fault);
    },
  );

  it('is survived with one line a question and no change, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), anyNonsense, async (index, fault) => {
        const question = questions[index % questions.length];
        if (question) await isSurvived(question, fault);
      }),
      fuzzed(50),
    );
  });

  it('loses nothing by it', async () => {
    await recover();
    const manga = bench.world.addManga({});
    await bench.follow(manga.url);
    bench.platforms.mangadex.faults.next({ status: 200, body: '<html></html>', times: 2 });
    bench.world.publishChapter(manga.id, { chapter: '1' });
    expect(labelsOf(await bench.tick())).toEqual([]);
    expect(labelsOf(await bench.tick(HOUR))).toEqual(['Chapter 1']);
  });
});
