import { isSnowflake } from '../../common';
import { pagerIds, stringSelectId, userSelectId, type ValuesOf } from '../../discord';
import { readRange } from '../statistics/ranges';
import type { AskedBoard } from '../statistics/voice-boards.service';

/** Boards keep no state but this: pressing still works after a restart. `-` stands for no partner. */
export const BOARD_PAGES = pagerIds('vc/board/:range/:askedAt/:partner');
/** Begin another board in the place of this one. */
export const BOARD_RANGE = stringSelectId('vc/board-range/:partner');
export const BOARD_PARTNER = userSelectId('vc/board-partner/:range');

/** What a board is of, as it stands in a custom id. */
export type BoardState = Readonly<Record<keyof ValuesOf<(typeof BOARD_PAGES)['list']>, string>>;

export function boardState({ range, askedAt, partnerId }: AskedBoard): BoardState {
  return { range, askedAt: askedAt.toString(36), partner: partnerId ?? '-' };
}

export function readBoardState({ range, askedAt, partner }: BoardState): AskedBoard {
  return {
    range: readRange(range) ?? 'month',
    askedAt: readInstant(askedAt),
    partnerId: readPartnerId(partner),
  };
}

/** The last instant that is taken for one; later ones have no calendar. */
const LATEST = Date.UTC(2100, 0);

/** Epoch milliseconds; the first of all for what is none. */
function readInstant(text: string): number {
  const instant = Number.parseInt(text, 36);
  return instant >= 0 && instant <= LATEST ? instant : 0;
}

export function readPartnerId(text: string): string | null {
  return isSnowflake(text) ? text : null;
}
