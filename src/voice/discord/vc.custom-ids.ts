import type { Range } from '../statistics/ranges';

/** Boards keep no state but this: pressing still works after a restart. `-` stands for no partner. */
export const BOARD_PAGE_PATTERN = 'vc/board/:range/:askedAt/:partner/:page';
/** Begin another board in the place of this one. */
export const BOARD_RANGE_PATTERN = 'vc/board-range/:partner';
export const BOARD_PARTNER_PATTERN = 'vc/board-partner/:range';

export interface BoardPage {
  readonly range: Range;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  /** Time together with this member rather than time at all. */
  readonly partnerId: string | null;
  /** From 1. */
  readonly page: number;
}

export function boardPageId({ range, askedAt, partnerId, page }: BoardPage): string {
  return `vc/board/${range}/${askedAt.toString(36)}/${partnerId ?? '-'}/${page}`;
}

export function boardRangeId({ partnerId }: BoardPage): string {
  return `vc/board-range/${partnerId ?? '-'}`;
}

export function boardPartnerId({ range }: BoardPage): string {
  return `vc/board-partner/${range}`;
}

export function readAskedAt(text: string): number {
  return Number.parseInt(text, 36);
}

export function readPartnerId(text: string): string | null {
  return text === '-' ? null : text;
}
