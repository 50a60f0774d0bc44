/**
 * Milliseconds by participant. Most keys lie close together, as they were given; those have a place in an array, which
 * is several times faster than a map where a board has tens of thousands of summands.
 */
export class MemberSums {
  private readonly sums: Float64Array;
  private readonly others = new Map<number, number>();

  /** @param least and `most`: the bounds of the keys that are many. */
  constructor(
    private readonly least = 0,
    most = -1,
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
  positive(): { readonly keys: readonly number[]; readonly amounts: Float64Array } {
    const keys: number[] = [];
    for (let index = 0; index < this.sums.length; index += 1) {
      if ((this.sums[index] ?? 0) > 0) keys.push(index + this.least);
    }
    for (const [key, ms] of this.others) if (ms > 0) keys.push(key);
    const amounts = new Float64Array(keys.length);
    for (let index = 0; index < keys.length; index += 1) amounts[index] = this.get(keys[index] ?? 0);
    return { keys, amounts };
  }
}
