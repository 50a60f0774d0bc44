import type { APIButtonComponentWithCustomId, APIStringSelectComponent } from 'discord.js';

import { expectSendable } from '../../test/support/expect-sendable';
import { card } from './components';
import { pager, pagerIds, readPage } from './pager';

const IDS = pagerIds('feed/list/:sentInto');

function shown(page: number, pages: number): { menu: APIStringSelectComponent; buttons: string[][] } {
  const rows = pager({ page, pages }, IDS, { sentInto: 'dm' });
  expectSendable(card('info', ...rows));
  const [[menu], buttons] = rows.map((each) => ('components' in each ? each.components : [])) as [
    APIStringSelectComponent[],
    APIButtonComponentWithCustomId[],
  ];
  if (!menu) throw new Error('There is no menu');
  return {
    menu,
    buttons: buttons.map(({ label = '', custom_id, disabled }) => [
      label,
      ...(disabled === true ? [] : [custom_id]),
    ]),
  };
}

describe('a pager', () => {
  it('leads to the first, previous, next and last page', () => {
    const { menu, buttons } = shown(3, 17);
    expect(menu).toMatchObject({ placeholder: 'Page 3 of 17', custom_id: 'feed/list/dm/3' });
    expect(menu.options.map(({ value }) => Number(value))).toEqual(
      Array.from({ length: 17 }, (_, n) => n + 1),
    );
    expect(buttons).toEqual([
      ['« First', 'feed/list/dm/1/first'],
      ['‹ Previous', 'feed/list/dm/2/previous'],
      ['Next ›', 'feed/list/dm/4/next'],
      ['Last »', 'feed/list/dm/17/last'],
    ]);
  });

  it('leads nowhere beyond the ends', () => {
    expect(shown(1, 2).buttons).toEqual([
      ['« First'],
      ['‹ Previous'],
      ['Next ›', 'feed/list/dm/2/next'],
      ['Last »', 'feed/list/dm/2/last'],
    ]);
    expect(shown(2, 2).buttons.map(({ length }) => length)).toEqual([2, 2, 1, 1]);
    expect(pager({ page: 1, pages: 1 }, IDS, { sentInto: 'dm' })).toEqual([]);
  });

  it.each([
    [1, 1, 25],
    [13, 1, 25],
    [14, 2, 26],
    [5_000, 4_988, 5_012],
    [9_999, 9_976, 10_000],
  ])('offers the pages around page %i', (page, first, last) => {
    const offered = shown(page, 10_000).menu.options.map(({ value }) => Number(value));
    expect(offered).toEqual(Array.from({ length: 25 }, (_, index) => first + index));
    expect(offered.at(-1)).toBe(last);
  });

  it('reads a page from a custom id, the first where there is none', () => {
    expect(['7', '1', '0', '-3', '1.5', 'x', '', undefined, '1e400'].map(readPage)).toEqual([
      7, 1, 1, 1, 1, 1, 1, 1, 1,
    ]);
  });
});
