import { growthIn, longLives, type Sample } from './soak-samples';

const HOUR = 3_600_000;
const MB = 1e6;

/** One sample each two hours. */
function life(count: number, heapMb: (n: number) => number, files = (): number => 30): Sample[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ pid: 7, at: n * 2 * HOUR, heapUsed: heapMb(n) * MB, external: 4 * MB },
    ...{ rss: 170 * MB, files: files(), threads: 12 },
  }));
}

function verdict(samples: readonly Sample[]): string[] {
  return longLives(samples).flatMap(growthIn);
}

describe('what a process holds as it grows old', () => {
  it('is flat when it grows at first and then varies', () => {
    expect(verdict(life(120, (n) => 40 + Math.min(n, 25) / 2 + (n % 7)))).toEqual([]);
  });

  it('is flat in spite of single peaks', () => {
    expect(verdict(life(120, (n) => (n % 10 === 9 ? 200 : 50)))).toEqual([]);
  });

  it('grows when two megabytes a day are never freed', () => {
    expect(verdict(life(120, (n) => 45 + n / 6))).toEqual([expect.stringContaining('heapUsed')]);
  });

  it('grows when a file a day stays open', () => {
    let opened = 0;
    const samples = life(
      120,
      () => 50,
      () => 30 + Math.floor(opened++ / 12),
    );
    expect(verdict(samples)).toEqual([expect.stringContaining('files')]);
  });

  it('is not judged by a handful of samples', () => {
    expect(verdict(life(12, (n) => n))).toEqual([]);
  });
});
