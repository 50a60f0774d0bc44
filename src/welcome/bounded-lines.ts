/** Lines in which things wait, one a key: each in order and one at a time, the lines beside one another. */
export class BoundedLines<T> {
  private readonly lines = new Map<string, T[]>();

  /**
   * @param most that may wait in a line.
   * @param work must not reject; it is told how many wait behind.
   */
  constructor(
    private readonly most: number,
    private readonly work: (item: T, behind: number) => Promise<void>,
  ) {}

  /** @returns false when the line is full, and the item is not taken. */
  push(key: string, item: T): boolean {
    const line = this.lines.get(key);
    if (!line) {
      const begun = [item];
      this.lines.set(key, begun);
      void this.run(key, begun);
    } else if (line.length >= this.most) return false;
    else line.push(item);
    return true;
  }

  /** Forgets what waits. */
  clear(): void {
    for (const line of this.lines.values()) line.length = 0;
  }

  private async run(key: string, line: T[]): Promise<void> {
    for (let item = line.shift(); item !== undefined; item = line.shift()) await this.work(item, line.length);
    this.lines.delete(key);
  }
}
