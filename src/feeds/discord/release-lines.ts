import { count } from '../../common';
import { link, timestamp } from '../../discord';

export interface ReleaseLine {
  readonly label: string;
  /** As the platform writes it, or null for a oneshot. */
  readonly number: string | null;
  readonly url: string;
  readonly groupName: string | null;
  readonly releasedAt: Date;
  /** Added far below what was out already. */
  readonly isBackfill: boolean;
}

export interface LineLimits {
  readonly max: number;
  /** Characters of all lines together; the first line of each kind is shown in any case. */
  readonly budget: number;
  readonly labelMax: number;
}

/** Of a budget for both, what the new ones may take. */
const NEW_SHARE = 0.6;

/** A line a release, what is new first and what was added late behind it under a heading of its own. */
export function releaseText(
  items: readonly ReleaseLine[],
  limits: LineLimits,
  { withHeadline = false }: { withHeadline?: boolean } = {},
): string {
  const older = items.filter(({ isBackfill }) => isBackfill);
  const fresh = items.filter(({ isBackfill }) => !isBackfill);
  const share = older.length === 0 ? 1 : fresh.length === 0 ? 0 : NEW_SHARE;
  return [
    ...(withHeadline ? [burstHeadline(fresh) ?? []].flat() : []),
    ...linesOf(fresh, limits, share),
    ...(older.length === 0 ? [] : [`**${olderHeadline(older)}**`]),
    ...linesOf(older, limits, 1 - share),
  ].join('\n');
}

/** Who is to be credited, each once. */
export function groupsOf(items: readonly ReleaseLine[]): string[] {
  return [...new Set(items.flatMap(({ groupName }) => (groupName === null ? [] : [groupName])))];
}

/** `Chapters 101–107` where the numbers follow each other, `7 new releases` where they do not, null for one. */
export function burstHeadline(items: readonly ReleaseLine[]): string | null {
  if (items.length < 2) return null;
  const noun = nounOf(items);
  const numbers = items
    .map(({ number }) => (/^\d+$/.test(number ?? '') ? Number(number) : NaN))
    .sort((a, b) => a - b);
  const [first = NaN] = numbers;
  const consecutive = numbers.every((number, index) => number === first + index);
  return noun !== null && consecutive
    ? `${noun}s ${first}–${first + items.length - 1}`
    : `${items.length} new releases`;
}

/** Oldest first, within a budget of characters; what does not fit is counted. */
function linesOf(
  items: readonly ReleaseLine[],
  { max, budget, labelMax }: LineLimits,
  share: number,
): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const item of items.slice(0, Math.max(1, Math.round(max * share)))) {
    const line = `**${link(item.label, item.url, labelMax)}** · ${timestamp(item.releasedAt, 'R')}`;
    used += line.length + 1;
    if (used > budget * share && lines.length > 0) break;
    lines.push(line);
  }
  const rest = items.length - lines.length;
  return rest > 0 ? [...lines, `…and ${rest} more`] : lines;
}

/** `3 older chapters added`: nobody is to take them for the newest. */
function olderHeadline(items: readonly ReleaseLine[]): string {
  return `${count(items.length, `older ${(nounOf(items) ?? 'Release').toLowerCase()}`)} added`;
}

function nounOf([first]: readonly ReleaseLine[]): string | null {
  return /(Chapter|Episode) /.exec(first?.label ?? '')?.[1] ?? null;
}
