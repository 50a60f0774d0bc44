import type { Columns } from './packed-rows';

/** An array of more would be mostly empty. */
const MOST_TOGETHER = 1_000_000;

/**
 * Milliseconds by participant. Most keys lie close together, as they were given; those have a place in an array, which
 * is several times faster than a map where a board has tens of thousands of summands.
 */
export class MemberSums {
  private readonly sums: Float64Array;
  private readonly others = new Map<number, number>();

  static of(columns: readonly Columns[]): MemberSums {
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (const { keys } of columns) {
      for (const key of keys) {
        if (key < least) least = key;
        if (key > most) most = key;
      }
    }
    const sums = new MemberSums(least, Math.min(most, least + MOST_TOGETHER));
    for (const { keys, amounts } of columns) {
      for (let index = 0; index < keys.length; index += 1) sums.add(keys[index] ?? 0, amounts[index] ?? 0);
    }
    return sums;
  }

  /** @param least and `most`: the bounds of the keys that are many. */
  private constructor(
    private readonly least: number,
    most: number,
  ) {
    this.sums = new Float64Array(Math.max(0, most - least + 1));
  }

  add(key: number, ms: number): void {
    const index = key - this.least;
    const known = this.sums[index];
    if (known === undefined) this.others.set(key, (this.others.get(key) ?? 0) + ms);
    else this.sums[index] = known + ms;
  }

  get(key: number): number {
    return this.sums[key - this.least] ?? this.others.get(key) ?? 0;
  }

  /** Those with any time, and theirs. */
  positive(): Columns {
    const size = this.sums.length + this.others.size;
    const [keys, amounts] = [new Float64Array(size), new Float64Array(size)];
    let found = 0;
    const take = (key: number, ms: number): void => {
      if (ms <= 0) return;
      keys[found] = key;
      amounts[found] = ms;
      found += 1;
    };
    for (let index = 0; index < this.sums.length; index += 1) take(index + this.least, this.sums[index] ?? 0);
    for (const [key, ms] of this.others) take(key, ms);
    return { keys: keys.subarray(0, found), amounts: amounts.subarray(0, found) };
  }
}
