import { setImmediate as turn } from 'node:timers/promises';

import { toSnowflake } from '../../../src/common';
import { RecordingOptions } from '../../../src/voice/tracking';
import { readSessions } from '../../e2e/voice/voice-room';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import { expectTidy } from './expect-tidy';
import { GUILD, RecordingProcess } from './recording-process';

const [ANN, BOB] = [toSnowflake('1180000000000000011'), toSnowflake('1180000000000000012')];
/** What is promised of a kill -9. */
const LOST_AT_MOST_MS = 10_000;
const STEP_MS = 50;

/** Time passes only where the tests say so: for the clock and for every timer alike. */
describe('a process that is killed', () => {
  let database: TestDatabase;
  let clock: SettableClock;

  beforeEach(async () => {
    database = await openTestDatabase();
    clock = new SettableClock();
    // Turns of the event loop stay real: the queue takes one for each batch.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'performance', 'Date'] });
  });
  afterEach(async () => {
    jest.useRealTimers();
    await database.close();
  });

  const now = (): number => clock.now().getTime();
  const start = (): Promise<RecordingProcess> =>
    RecordingProcess.start(database, clock, new RecordingOptions());

  /** Nobody joins, leaves or changes anything. */
  async function quietFor(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      const step = Math.min(STEP_MS, ms - passed);
      clock.pass(step);
      jest.advanceTimersByTime(step);
      for (let turns = 0; turns < 4; turns++) await turn();
    }
  }

  /** Nothing of it runs any more, and what it had in memory is gone. */
  function kill(): void {
    jest.clearAllTimers();
  }

  // Just before and after each heartbeat, also while it waits to be stored, and somewhere between.
  const beat = new RecordingOptions().heartbeatMs;
  const moments = [1, 3_333, beat - 1, beat + 1, beat + 200, 10_200, 2 * beat - 1, 2 * beat + 200, 61_803];

  it.each(moments)(
    'in a quiet time after %i ms loses at most ten seconds of who left meanwhile',
    async (ms) => {
      const began = now();
      const bot = await start();
      await bot.identify(ANN, BOB);
      await bot.drain();
      bot.becomeReady();
      await quietFor(ms);
      const killedAt = now();
      kill();
      clock.pass(30_000);

      const next = await start();
      await next.identify(ANN);
      const [ann, bob, ...more] = await next.stored();
      expect(more).toEqual([]);
      expect(ann).toEqual([ANN, began, null]);
      // A session of which nothing is known but its begin did not happen.
      const [userId, joined, left] = bob ?? [BOB, began, began];
      expect([userId, joined]).toEqual([BOB, began]);
      expect(left).toBeLessThanOrEqual(killedAt);
      expect(left).toBeGreaterThanOrEqual(killedAt - LOST_AT_MOST_MS);
      expectTidy(readSessions(database.path));
      await next.stop();
    },
  );

  it('would lose at most ten seconds at whatever instant of a quiet minute', async () => {
    const bot = await start();
    await bot.identify(ANN);
    await bot.drain();
    bot.becomeReady();
    let most = 0;
    for (let passed = 0; passed < 60_000; passed += STEP_MS) {
      await quietFor(STEP_MS);
      most = Math.max(most, now() - (await bot.lives.load())(GUILD));
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(LOST_AT_MOST_MS);
    await bot.stop();
  });

  it('between saving that tracking is off and switching it off ends the sessions where they were seen last', async () => {
    const began = now();
    const bot = await start();
    await bot.identify(ANN);
    await bot.drain();
    bot.becomeReady();
    await quietFor(12_000);
    await bot.settings.updateVoice(GUILD, { enabled: false });
    kill();

    const next = await start();
    await next.identify(ANN, BOB);
    clock.pass(1_000);
    next.join(BOB);
    expect(await next.stored()).toEqual([[ANN, began, began + new RecordingOptions().heartbeatMs]]);
    expect(readSessions(database.path)[0]?.suspendedAs).toBeNull();
    await next.stop();
  });

  it('between saving that tracking is on and switching it on records from the next start', async () => {
    const bot = await start();
    await bot.settings.updateVoice(GUILD, { enabled: false });
    bot.setEnabled(false);
    await bot.identify(ANN);
    await bot.settings.updateVoice(GUILD, { enabled: true });
    kill();
    clock.pass(5_000);

    const next = await start();
    await next.identify(ANN);
    expect(await next.stored()).toEqual([[ANN, now(), null]]);
    await next.stop();
  });
});
