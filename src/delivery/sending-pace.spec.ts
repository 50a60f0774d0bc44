import { SendingPace } from './sending-pace';

/** A timer may fire a millisecond early. */
const EARLY_MS = 5;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

describe('SendingPace', () => {
  it('lets nobody go sooner than the pace allows, whoever asks at once', async () => {
    const pace = new SendingPace(100);
    const ms = await timed(() => Promise.all(Array.from({ length: 11 }, () => pace.turn())));
    expect(ms).toBeGreaterThanOrEqual(100 - EARLY_MS);
  });

  it('waits until a global limit is over and leaves room for what the client holds back', async () => {
    const pace = new SendingPace(100);
    pace.held(50);
    pace.held(50);
    pace.held(50);
    expect(await timed(() => pace.turn())).toBeGreaterThanOrEqual(50 + 3 * 10 - EARLY_MS);
  });
});
