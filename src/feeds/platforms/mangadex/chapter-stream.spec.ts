import fc from 'fast-check';
import { Clock } from '../../../common';
import type { Release } from '../platform';
import { type ReadChapters, readChapterStream } from './chapter-stream';

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const OVERLAP_MS = 30 * 60_000;
const LIMIT = 100;

class StoppedClock extends Clock {
  now(): Date {
    return new Date(NOW_MS);
  }
}

/** MangaDex's list over rows at these instants, in order. */
function listOf(instantsMs: readonly number[]): { read: ReadChapters; offsets: number[] } {
  const rows = [...instantsMs]
    .sort((a, b) => a - b)
    .map((ms, index) => ({ itemKey: String(index), releasedAt: new Date(ms) }));
  const offsets: number[] = [];
  const read: ReadChapters = (since, offset) => {
    offsets.push(offset);
    const found = rows.filter(({ releasedAt }) => releasedAt >= since);
    const data = found.slice(offset, offset + LIMIT);
    return Promise.resolve({
      releases: data as Release[],
      malformed: [],
      instants: data.map(({ releasedAt }) => releasedAt),
      rows: data.length,
      total: found.length,
    });
  };
  return { read, offsets };
}

async function readAll(
  read: ReadChapters,
  from: Date,
): Promise<{ keys: Set<string>; calls: number; cursor: Date }> {
  const keys = new Set<string>();
  let cursor = from;
  for (let calls = 1; calls < 500; calls += 1) {
    const page = await readChapterStream(read, cursor, new StoppedClock(), (detail) => new Error(detail));
    for (const { itemKey } of page.releases) keys.add(itemKey);
    if (page.cursor < cursor) throw new Error('the cursor went back');
    if (!page.complete && page.cursor <= cursor) throw new Error('the cursor stands still');
    cursor = page.cursor;
    if (page.complete) return { keys, calls, cursor };
  }
  throw new Error('never complete');
}

const seconds = (n: number) => NOW_MS - n * 1_000;

describe('readChapterStream', () => {
  it('reads one page while little happens, and moves the cursor to the present', async () => {
    const { read, offsets } = listOf([seconds(100), seconds(50)]);
    const result = await readAll(read, new Date(seconds(60)));
    expect(result).toEqual({ keys: new Set(['0', '1']), calls: 1, cursor: new Date(NOW_MS) });
    expect(offsets).toEqual([0]);
  });

  it('pages by offset only where one second fills whole pages', async () => {
    const { read, offsets } = listOf(Array<number>(250).fill(seconds(10)));
    expect((await readAll(read, new Date(seconds(60)))).keys.size).toBe(250);
    // The first page sets the start on that second, from where two more follow.
    expect(offsets).toEqual([0, 0, 100, 200]);
  });

  it('passes an overlap that alone exceeds what one read takes', async () => {
    const crowded = Array.from({ length: 2_500 }, (_, index) => seconds(1_000 - (index % 600)));
    const { read } = listOf(crowded);
    expect((await readAll(read, new Date(seconds(350)))).keys.size).toBe(2_500);
  });

  it('says so when one second holds more than MangaDex shows', async () => {
    const { read } = listOf(Array<number>(10_101).fill(seconds(10)));
    await expect(readAll(read, new Date(seconds(60)))).rejects.toThrow('10000');
  });

  it('does not stall on a cursor that lies ahead of the clock', async () => {
    const { read } = listOf([seconds(10)]);
    const ahead = new Date(NOW_MS + 86_400_000);
    expect(await readAll(read, ahead)).toMatchObject({ keys: new Set(['0']), calls: 1, cursor: ahead });
  });

  it('reads every row from the overlap on, whatever their times', async () => {
    const burst = fc.record({ at: fc.nat(7_200), size: fc.integer({ min: 1, max: 350 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { maxLength: 12 }), fc.nat(7_200), async (bursts, cursorAge) => {
        const instants = bursts.flatMap(({ at, size }) => Array<number>(size).fill(seconds(at)));
        const { keys } = await readAll(listOf(instants).read, new Date(seconds(cursorAge)));
        const wanted = instants.filter((ms) => ms >= seconds(cursorAge) - OVERLAP_MS);
        expect(keys.size).toBe(wanted.length);
      }),
      { numRuns: 60 },
    );
  });
});
