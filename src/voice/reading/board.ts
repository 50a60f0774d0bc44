import type { GuildHistory } from './guild-history';
import type { MemberSums } from './member-sums';

export interface BoardEntry {
  readonly rank: number;
  readonly userId: string;
  readonly ms: number;
}

/**
 * Members by time: the most first, equals by user id and with one rank. Nothing is sorted but what is shown, and nobody named but who is:
 * a page is all those between the amounts of its first and its last entry.
 */
export class Board {
  readonly size: number;
  /** Hidden ones too. */
  readonly activeMembers: number;
  readonly totalMs: number;
  private readonly keys: Float64Array;
  private readonly amounts: Float64Array;
  private readonly selecting: Float64Array;

  /** @param hidden are on no page and before nobody; their time is in the total. */
  constructor(
    private readonly sums: MemberSums,
    hidden: ReadonlySet<number> = new Set(),
  ) {
    const { keys, amounts } = sums.positive();
    const isShown = (_: number, index: number): boolean => !hidden.has(keys[index] ?? 0);
    this.keys = hidden.size === 0 ? keys : keys.filter(isShown);
    this.amounts = hidden.size === 0 ? amounts : amounts.filter(isShown);
    this.selecting = this.amounts.slice();
    this.size = this.keys.length;
    this.activeMembers = keys.length;
    this.totalMs = amounts.reduce((sum, ms) => sum + ms, 0);
  }

  page(history: GuildHistory, offset: number, limit: number): BoardEntry[] {
    if (offset >= this.size || limit <= 0) return [];
    const most = amountAt(this.selecting, offset);
    const least = amountAt(this.selecting, Math.min(offset + limit, this.size) - 1);
    const shown = this.keysBetween(least, most);
    const skipped = offset - this.countAbove(most);
    const ids = history.participants.idsOf(shown);
    const page = shown
      .map((key) => ({ userId: ids.get(key) ?? '', ms: this.sums.get(key) }))
      .sort((a, b) => b.ms - a.ms || compareIds(a.userId, b.userId))
      .slice(skipped, skipped + limit);
    return withRanks(page, offset, this.countAbove(most));
  }

  /** Null for who has no time. */
  entryOf(history: GuildHistory, participant: number): BoardEntry | null {
    const ms = this.sums.get(participant);
    if (ms <= 0) return null;
    const userId = history.participants.idsOf([participant]).get(participant) ?? '';
    return { rank: this.countAbove(ms) + 1, userId, ms };
  }

  private keysBetween(least: number, most: number): number[] {
    const found: number[] = [];
    for (let index = 0; index < this.size; index += 1) {
      const ms = this.amounts[index] ?? 0;
      if (ms >= least && ms <= most) found.push(this.keys[index] ?? 0);
    }
    return found;
  }

  private countAbove(ms: number): number {
    let above = 0;
    for (const amount of this.amounts) if (amount > ms) above += 1;
    return above;
  }
}

/** The amount that would be at a place if they were sorted, the most first (Hoare's selection). Reorders them. */
function amountAt(amounts: Float64Array, place: number): number {
  const at = (index: number): number => amounts[index] ?? 0;
  let [low, high] = [0, amounts.length - 1];
  while (low < high) {
    const pivot = at((low + high) >>> 1);
    let left = low;
    let right = high;
    while (left <= right) {
      while (at(left) > pivot) left += 1;
      while (at(right) < pivot) right -= 1;
      if (left > right) break;
      const swapped = at(left);
      amounts[left] = at(right);
      amounts[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return at(place);
}

/**
 * Equals share a rank, and whoever comes after them stands as far behind as they are many.
 * @param above how many have more than the page's first.
 */
export function withRanks(
  page: readonly Omit<BoardEntry, 'rank'>[],
  offset: number,
  above: number,
): BoardEntry[] {
  let rank = above + 1;
  return page.map((entry, index) => {
    if (index > 0 && entry.ms !== page[index - 1]?.ms) rank = offset + index + 1;
    return { rank, ...entry };
  });
}

/** As SQLite orders text. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
