/** The latest of what was seen, up to a number. */
export class Recent {
  private readonly keys = new Set<string>();

  constructor(private readonly most: number) {}

  /** @returns false when it was there already. */
  add(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    const [oldest] = this.keys;
    if (this.keys.size > this.most && oldest !== undefined) this.keys.delete(oldest);
    return true;
  }

  /** @returns whether it was there. */
  take(key: string): boolean {
    return this.keys.delete(key);
  }
}
