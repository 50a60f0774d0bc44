import { toSnowflake } from '../../../src/common';
import { RecordingOptions } from '../../../src/voice/tracking';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { SettableClock } from '../../support/settable-clock';
import { GUILD, RecordingProcess } from './recording-process';

const [ANN, BOB] = [toSnowflake('1180000000000000011'), toSnowflake('1180000000000000012')];

class QuickHeartbeat extends RecordingOptions {
  override readonly heartbeatMs = 20;
}

describe('VoiceRecordingService', () => {
  let database: TestDatabase;
  let clock: SettableClock;
  let bot: RecordingProcess;

  beforeEach(async () => {
    database = await openTestDatabase();
    clock = new SettableClock();
    await start();
  });
  afterEach(async () => {
    await bot.stop();
    await database.close();
  });

  async function start(): Promise<void> {
    bot = await RecordingProcess.start(database, clock, new QuickHeartbeat());
  }

  /** As `/vc settings` does. */
  async function setEnabled(enabled: boolean): Promise<void> {
    await bot.settings.updateVoice(GUILD, { enabled });
    bot.setEnabled(enabled);
  }

  const now = (): number => clock.now().getTime();

  it('closes at the moment it is switched off and takes a snapshot when it is switched on', async () => {
    const start = now();
    await bot.identify(ANN);
    clock.pass(1_000);
    await setEnabled(false);
    clock.pass(1_000);
    bot.join(BOB);
    expect(await bot.stored()).toEqual([[ANN, start, start + 1_000]]);
    clock.pass(1_000);
    await setEnabled(true);
    expect(await bot.stored()).toEqual([
      [ANN, start, start + 1_000],
      [ANN, start + 3_000, null],
      [BOB, start + 3_000, null],
    ]);
  });

  it('stays switched off over a restart', async () => {
    const began = now();
    await bot.identify(ANN);
    clock.pass(1_000);
    await setEnabled(false);
    await bot.stop();
    await start();
    await bot.identify(ANN, BOB);
    expect(await bot.stored()).toEqual([[ANN, began, began + 1_000]]);
  });

  it('ends what a gap was too long for where it was seen last, and begins anew', async () => {
    const began = now();
    await bot.identify(ANN);
    clock.pass(1_000);
    await bot.stop();
    const gap = new RecordingOptions().gapLimitMs + 1;
    clock.pass(gap);
    await start();
    await bot.identify(ANN);
    expect(await bot.stored()).toEqual([
      [ANN, began, began + 1_000],
      [ANN, began + 1_000 + gap, null],
    ]);
  });

  it('beats only while the gateway is READY', async () => {
    await bot.identify(ANN);
    const lives = async (): Promise<number> => (await bot.lives.load())(GUILD);
    await bot.drain();
    const seen = now();
    clock.pass(5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await bot.drain();
    expect(await lives()).toBe(seen);
    bot.becomeReady();
    for (let tries = 0; (await lives()) !== seen + 5_000 && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await lives()).toBe(seen + 5_000);
  });
});
