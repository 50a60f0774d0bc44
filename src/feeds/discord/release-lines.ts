import { link, timestamp } from '../../discord';

export interface ReleaseLine {
  readonly label: string;
  /** As the platform writes it, or null for a oneshot. */
  readonly number: string | null;
  readonly url: string;
  readonly groupName: string | null;
  readonly releasedAt: Date;
}

export interface LineLimits {
  readonly max: number;
  /** Characters of all lines together; the first line is shown in any case. */
  readonly budget: number;
  readonly labelMax: number;
}

/** A line a release, oldest first, within a budget of characters; what does not fit is counted. */
export function releaseLines(
  items: readonly ReleaseLine[],
  { max, budget, labelMax }: LineLimits,
): { lines: string[]; rest: number } {
  const lines: string[] = [];
  let used = 0;
  for (const item of items.slice(0, max)) {
    const line = `**${link(item.label, item.url, labelMax)}** · ${timestamp(item.releasedAt, 'R')}`;
    used += line.length + 1;
    if (used > budget && lines.length > 0) break;
    lines.push(line);
  }
  return { lines, rest: items.length - lines.length };
}

/** `Chapters 101–107` where the numbers follow each other, `7 new releases` where they do not, null for one. */
export function burstHeadline(items: readonly ReleaseLine[]): string | null {
  if (items.length < 2) return null;
  const noun = /(Chapter|Episode) /.exec(items[0]?.label ?? '')?.[1];
  const numbers = items
    .map(({ number }) => (/^\d+$/.test(number ?? '') ? Number(number) : NaN))
    .sort((a, b) => a - b);
  const [first = NaN] = numbers;
  const consecutive = numbers.every((number, index) => number === first + index);
  return noun !== undefined && consecutive
    ? `${noun}s ${first}–${first + items.length - 1}`
    : `${items.length} new releases`;
}

/** Who is to be credited, each once. */
export function groupsOf(items: readonly ReleaseLine[]): string[] {
  return [...new Set(items.flatMap(({ groupName }) => (groupName === null ? [] : [groupName])))];
}
