import type { WebFeedRelease } from '../platforms';
import { findNews } from './web-feed-news';

const HOUR = 3_600_000;
const baselineAt = new Date('2026-11-22T12:00:00Z');
const readAt = new Date('2026-11-22T18:00:00Z');
const at = (hours: number): Date => new Date(baselineAt.getTime() + hours * HOUR);

function item(itemKey: string, releasedAt: Date | null): WebFeedRelease {
  return {
    sourceId: 'https://example.org/feed',
    itemKey,
    logicalKey: itemKey,
    label: itemKey,
    number: null,
    url: 'https://example.org/',
    language: null,
    groupName: null,
    releasedAt: releasedAt ?? at(7),
    isDated: releasedAt !== null,
  };
}

/** @param were of what is known, the news. */
function read(
  document: WebFeedRelease[],
  known: string[],
  were: string[] = [],
): { told: string[]; silent: string[] } {
  const stored = known.map((key) => {
    const isBaseline = !were.includes(key);
    return [key, { isBaseline, firstSeenAt: isBaseline ? baselineAt : readAt }] as const;
  });
  const knownKeys = new Set(known);
  const news = findNews(document, { knownKeys, stored: new Map(stored), baselineAt, readAt });
  const isNews = ({ releasedAt }: WebFeedRelease): boolean => releasedAt >= baselineAt;
  return {
    told: news.releases.filter(isNews).map(({ itemKey }) => itemKey),
    silent: news.silent.map(({ itemKey }) => itemKey),
  };
}

describe('findNews', () => {
  it('finds what is not stored yet', () => {
    expect(read([item('b', at(7)), item('a', at(1))], ['a'])).toEqual({ told: ['b'], silent: [] });
  });

  it('takes an item for new that its feed dates a little back', () => {
    const midnight = at(-12);
    expect(read([item('b', midnight), item('a', midnight)], ['a']).told).toEqual(['b']);
    expect(read([item('b', midnight)], []).told).toEqual(['b']);
  });

  it('takes none for new that came up from below, or is dated far back', () => {
    expect(read([item('a', at(-2)), item('z', at(-3))], ['a']).told).toEqual([]);
    expect(read([item('b', at(-72)), item('a', at(-90))], ['a']).told).toEqual([]);
  });

  it('knows a feed that has renamed its items by their dates, and finds the new one among them', () => {
    const renamed = [1, 2, 3, 4].map((n) => item(`new ${n}`, at(n)));
    const { told, silent } = read([item('news', at(7)), ...renamed], []);
    expect(told).toEqual(['news']);
    expect(silent).toHaveLength(4);
  });

  it('knows a feed without dates that has renamed its items by their number', () => {
    const renamed = [1, 2, 3, 4].map((n) => item(`new ${n}`, null));
    expect(read(renamed, [])).toEqual({ told: [], silent: renamed.map(({ itemKey }) => itemKey) });
  });

  it('takes many new items for what they are while old ones stand among them', () => {
    const fresh = [1, 2, 3].map((n) => item(`${n}`, null));
    expect(read([...fresh, item('a', null)], ['a']).told).toEqual(['1', '2', '3']);
  });

  it('takes all for new after a long silence when their dates say so', () => {
    const fresh = [7, 8, 9, 10].map((hour) => item(String(hour), at(hour)));
    expect(read(fresh, []).told).toHaveLength(4);
  });

  it('takes the only item of a feed for new that shows no more than one', () => {
    expect(read([item('b', null)], []).told).toEqual(['b']);
  });

  it('takes none for new without a date that came up from below', () => {
    const known = ['9', '8', '7', '6'];
    const newestFirst = ['10', '9', '7', '6', '5', '4'].map((key) => item(key, null));
    expect(read(newestFirst, known, ['9'])).toEqual({ told: ['10'], silent: ['5', '4'] });
    const dated = [...newestFirst.slice(0, 4), item('x', at(7))];
    expect(read(dated, known, ['9']).told).toEqual(['10', 'x']);
  });

  it('finds what a feed without dates appends, or may have appended', () => {
    const appending = ['6', '8', '9', '10'].map((key) => item(key, null));
    expect(read(appending, ['9', '8', '7', '6'], ['9'])).toEqual({ told: ['10'], silent: [] });
    // Nothing was news yet, or all that was out before is gone: either may be its order.
    expect(read(appending, ['9', '8', '7', '6'])).toEqual({ told: ['10'], silent: [] });
    expect(read(appending, ['9', '8', '6'], ['9', '8', '6'])).toEqual({ told: ['10'], silent: [] });
  });

  it('finds what a feed appends after what came out while nobody followed it', () => {
    const appending = ['6', '7', '8'].map((key) => item(key, null));
    const stored = new Map([
      ['6', { isBaseline: false, firstSeenAt: at(-2) }],
      ['7', { isBaseline: true, firstSeenAt: baselineAt }],
    ]);
    const previous = { knownKeys: new Set(['6', '7']), stored, baselineAt, readAt };
    expect(findNews(appending, previous).silent).toEqual([]);
  });
});
