import type { Held } from './built-bot';

/** What the bot holds at an instant. */
export interface Sample extends Held {
  /** Of the simulated clock, in epoch milliseconds. */
  readonly at: number;
  readonly pid: number;
}

/**
 * How much more may be held in the end than in the middle. In bytes a tenth, but at least what a single picture or document
 * takes; in numbers a connection that happens to be open.
 */
const LIMITS = {
  heapUsed: (before: number) => before + Math.max(before / 10, 2e6),
  external: (before: number) => before + Math.max(before / 10, 2e6),
  rss: (before: number) => before + Math.max(before / 10, 5e6),
  files: (before: number) => before + 2,
  threads: (before: number) => before + 2,
} as const;
const HELD = ['heapUsed', 'external', 'rss', 'files', 'threads'] as const;

/** With fewer, a third is a handful of samples, and its median a matter of luck. */
const ENOUGH = 24;

/** Of one process, of which there were enough samples to judge. */
export interface Life {
  readonly pid: number;
  readonly samples: readonly Sample[];
}

/** The processes that lived long enough to be judged. */
export function longLives(samples: readonly Sample[]): Life[] {
  const pids = [...new Set(samples.map(({ pid }) => pid))];
  return pids
    .map((pid) => ({ pid, samples: samples.filter((sample) => sample.pid === pid) }))
    .filter((life) => life.samples.length >= ENOUGH);
}

/**
 * What grows in a life, a sentence each. The first third is left out: caches fill, code is compiled, the allocator finds
 * its size. From then on a leak grows by as much in each third as in the other, while what is flat only varies around its
 * median, which single peaks do not move.
 */
export function growthIn(life: Life): string[] {
  return HELD.flatMap((what) => {
    const [, before = 0, after = 0] = thirdsOf(life, what);
    return after > LIMITS[what](before)
      ? [`process ${life.pid}: ${what} grew from ${before} to ${after} in ${life.samples.length} samples`]
      : [];
  });
}

/** For people: the medians of the thirds. */
export function inWords(life: Life): string {
  const parts = HELD.map((what) => {
    const unit = what === 'files' || what === 'threads' ? 1 : 1e6;
    const medians = thirdsOf(life, what).map((value) => (value / unit).toFixed(unit === 1 ? 0 : 1));
    return `${what} ${medians.join(' → ')}`;
  });
  return `process ${life.pid}, ${life.samples.length} samples: ${parts.join(', ')}`;
}

function thirdsOf({ samples }: Life, what: (typeof HELD)[number]): number[] {
  const third = Math.floor(samples.length / 3);
  const parts = [samples.slice(0, third), samples.slice(third, 2 * third), samples.slice(-third)];
  return parts.map((part) => median(part.map((sample) => sample[what])));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
