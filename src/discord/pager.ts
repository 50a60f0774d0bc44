import { ComponentType } from 'discord.js';

import { button, row } from './components';
import { buttonId, type CustomId, stringSelectId, type ValuesOf } from './custom-id';

interface Position {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** The custom ids of a list's pager; whoever shows the list handles both. */
export interface PagerIds<List extends string> {
  readonly list: List;
  /** Of the buttons. `turn` only tells those apart that lead to the same page. */
  readonly turn: CustomId;
  /** Of the menu, whose value is the page. `page` is the one shown: with another id the menu forgets what was chosen. */
  readonly choose: CustomId;
}

/** As many as Discord lets a menu offer. */
const MOST_OFFERED = 25;

/** @param list pattern of what is listed, such as `feed/list/:sentInto`. */
export function pagerIds<List extends string>(list: List): PagerIds<List> {
  return {
    list,
    turn: buttonId<string>(`${list}/:page/:turn`),
    choose: stringSelectId<string>(`${list}/:page`),
  };
}

/** What turns the pages of a list: a menu of the pages around this one and four buttons; nothing where there is one page. */
export function pager<List extends string>(
  { page, pages }: Position,
  ids: PagerIds<List>,
  list: ValuesOf<List>,
): ReturnType<typeof row>[] {
  if (pages <= 1) return [];
  const turn = (label: string, name: string, to: number): ReturnType<typeof button> =>
    button(label, ids.turn.of({ ...list, page: to, turn: name }), { disabled: to === page });
  return [
    row({
      type: ComponentType.StringSelect,
      custom_id: ids.choose.of({ ...list, page }),
      placeholder: `Page ${page} of ${pages}`,
      options: pagesAround({ page, pages }).map((n) => ({ label: `Page ${n}`, value: String(n) })),
    }),
    row(
      turn('« First', 'first', 1),
      turn('‹ Previous', 'previous', Math.max(1, page - 1)),
      turn('Next ›', 'next', Math.min(pages, page + 1)),
      turn('Last »', 'last', pages),
    ),
  ];
}

/** The page that a custom id or a menu names; the first where it names none. */
export function readPage(text: string | undefined): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
}

function pagesAround({ page, pages }: Position): number[] {
  const offered = Math.min(pages, MOST_OFFERED);
  const first = Math.max(1, Math.min(page - Math.floor(MOST_OFFERED / 2), pages - offered + 1));
  return Array.from({ length: offered }, (_, index) => first + index);
}
