import fc from 'fast-check';

import type { Release } from '../platforms';
import {
  type DetectedItem,
  detectUpdates,
  feedKey,
  frontierKey,
  type KnownItems,
  parseNumber,
} from './detect-updates';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const baselineAt = new Date('2026-11-01T00:00:00Z');
const feeds = [
  { id: 1, sourceId: 'a', baselineAt },
  { id: 2, sourceId: 'b', baselineAt },
];
const nothing: KnownItems = { itemKeys: new Set(), frontiers: new Map() };

function release(
  sourceId: string,
  n: number,
  { group = 0, at = baselineAt.getTime() + n * MINUTE } = {},
): Release {
  return {
    sourceId,
    itemKey: `${sourceId}-${n}-${group}`,
    logicalKey: `${sourceId}-${n}`,
    label: `Chapter ${n}`,
    number: String(n),
    url: `https://example.org/${sourceId}/${n}`,
    language: 'en',
    groupName: null,
    releasedAt: new Date(at),
  };
}

const announced = (items: readonly DetectedItem[]): string[] =>
  items.filter(({ kind }) => kind !== 'silent').map(({ release: { itemKey } }) => itemKey);

describe('detectUpdates', () => {
  const now = new Date(baselineAt.getTime() + 3 * DAY);

  it('announces what was released after the baseline, oldest first', () => {
    const found = detectUpdates(feeds, nothing, [release('a', 3), release('a', 1), release('b', 2)], now);
    expect(announced(found)).toEqual(['a-1-0', 'b-2-0', 'a-3-0']);
  });

  it('stores but does not announce what is older than the baseline or than two weeks', () => {
    const old = release('a', 1, { at: baselineAt.getTime() - DAY });
    expect(detectUpdates(feeds, nothing, [old], now)).toMatchObject([{ kind: 'silent' }]);
    const muchLater = new Date(baselineAt.getTime() + 30 * DAY);
    expect(detectUpdates(feeds, nothing, [release('a', 1)], muchLater)).toMatchObject([{ kind: 'silent' }]);
  });

  it('announces what came out within the second of the baseline that a source rounds down', () => {
    const rounded = release('a', 1, { at: baselineAt.getTime() - 999 });
    expect(announced(detectUpdates(feeds, nothing, [rounded], now))).toEqual(['a-1-0']);
  });

  it('announces nothing of a feed without a baseline', () => {
    const unread = [{ id: 1, sourceId: 'a', baselineAt: null }];
    expect(detectUpdates(unread, nothing, [release('a', 1)], now)).toMatchObject([{ kind: 'silent' }]);
  });

  it('calls a chapter far below what a reader has passed an older one, and a close one new', () => {
    const known = { itemKeys: new Set<string>(), frontiers: new Map([[frontierKey(1, 'en'), 20]]) };
    const kinds = detectUpdates(
      feeds,
      known,
      [14, 15, 21].map((n) => release('a', n)),
      now,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['older', 'new', 'new']);
    const oneshot = { ...release('a', 1), number: null };
    expect(detectUpdates(feeds, known, [oneshot], now)).toMatchObject([{ kind: 'new' }]);
    expect(detectUpdates(feeds, known, [release('b', 1)], now)).toMatchObject([{ kind: 'new' }]);
    const spanish = { ...release('a', 1), language: 'es' };
    expect(detectUpdates(feeds, known, [spanish], now)).toMatchObject([{ kind: 'new' }]);
  });

  it('keeps quiet about an older chapter that is no news', () => {
    const known = { itemKeys: new Set<string>(), frontiers: new Map([[frontierKey(1, 'en'), 20]]) };
    const old = release('a', 1, { at: baselineAt.getTime() - DAY });
    expect(detectUpdates(feeds, known, [old], now)).toMatchObject([{ kind: 'silent' }]);
  });

  it('ignores series that nobody follows', () => {
    expect(detectUpdates(feeds, nothing, [release('z', 1)], now)).toEqual([]);
  });

  it('announces each release exactly once, whatever the pages, repetitions and crashes', () => {
    const world = fc.uniqueArray(
      fc.record({ source: fc.constantFrom('a', 'b'), n: fc.nat(30), group: fc.nat(2) }),
      { selector: ({ source, n, group }) => `${source} ${n} ${group}`, minLength: 1, maxLength: 40 },
    );
    const polls = fc.array(
      fc.record({ picks: fc.array(fc.nat(39), { maxLength: 20 }), crash: fc.boolean() }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(world, polls, (entries, steps) => {
        const releases = entries.map(({ source, n, group }) => release(source, n, { group }));
        const stored = { itemKeys: new Set<string>(), frontiers: new Map<string, number>() };
        const told: string[] = [];
        const poll = (page: readonly Release[], crash: boolean): void => {
          const found = detectUpdates(feeds, stored, page, now);
          if (crash) return; // nothing of the unit of work was committed
          told.push(...announced(found));
          for (const { feedId, release: seen } of found) stored.itemKeys.add(feedKey(feedId, seen.itemKey));
        };
        for (const { picks, crash } of steps) {
          poll(
            picks.flatMap((pick) => releases[pick % releases.length] ?? []),
            crash,
          );
        }
        poll(releases, false);
        expect([...told].sort()).toEqual(releases.map(({ itemKey }) => itemKey).sort());
        expect(stored.itemKeys.size).toBe(releases.length);
      }),
    );
  });
});

describe('parseNumber', () => {
  it.each([
    ['105', 105],
    ['10.5', 10.5],
    ['100a', 100],
    ['007', 7],
    ['Extra', null],
    ['-3', null],
    ['Infinity', null],
    ['9'.repeat(400), null],
    ['', null],
    [null, null],
  ])('reads %j as %j', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });
});
