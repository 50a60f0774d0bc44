import type { GuildHistory } from './guild-history';
import type { MemberSums } from './member-sums';

export interface BoardEntry {
  readonly rank: number;
  readonly userId: string;
  readonly ms: number;
}

/** Members by time: the most first, equals by user id. Sorts the numbers only, and names whom it shows. */
export class Board {
  readonly size: number;
  readonly totalMs: number;
  private readonly keys: readonly number[];
  private readonly amounts: Float64Array;
  private readonly descending: Float64Array;

  constructor(private readonly sums: MemberSums) {
    const { keys, amounts } = sums.positive();
    this.keys = keys;
    this.amounts = amounts;
    this.descending = amounts.slice().sort().reverse();
    this.size = keys.length;
    this.totalMs = amounts.reduce((sum, ms) => sum + ms, 0);
  }

  page(history: GuildHistory, offset: number, limit: number): BoardEntry[] {
    const most = this.descending[offset];
    const least = this.descending[Math.min(offset + limit, this.size) - 1];
    if (most === undefined || least === undefined) return [];
    const shown = this.keysBetween(least, most);
    const skipped = offset - this.countAbove(most);
    const ids = history.participants.idsOf(shown);
    return shown
      .map((key) => ({ userId: ids.get(key) ?? '', ms: this.sums.get(key) }))
      .sort((a, b) => b.ms - a.ms || compareIds(a.userId, b.userId))
      .slice(skipped, skipped + limit)
      .map((entry, index) => ({ rank: offset + index + 1, ...entry }));
  }

  /** Null for who has no time. */
  entryOf(history: GuildHistory, participant: number): BoardEntry | null {
    const ms = this.sums.get(participant);
    if (ms <= 0) return null;
    const equals = this.keysBetween(ms, ms);
    const ids = history.participants.idsOf(equals);
    const userId = ids.get(participant) ?? '';
    const before = equals.filter((key) => compareIds(ids.get(key) ?? '', userId) < 0).length;
    return { rank: this.countAbove(ms) + before + 1, userId, ms };
  }

  private keysBetween(least: number, most: number): number[] {
    const found: number[] = [];
    for (let index = 0; index < this.size; index += 1) {
      const [key, ms] = [this.keys[index] ?? 0, this.amounts[index] ?? 0];
      if (ms >= least && ms <= most) found.push(key);
    }
    return found;
  }

  private countAbove(ms: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.descending[middle] ?? 0) > ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** As SQLite orders text. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
