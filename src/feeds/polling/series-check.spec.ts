import fc from 'fast-check';

import { FeedEntity, FeedItemEntity } from '../persistence';
import type { SeriesState } from '../platforms';
import { checkAbsent, checkDoubtful, checkPresent, isBehind } from './series-check';

const NOW = new Date('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);

const feed = (over: Partial<FeedEntity> = {}): FeedEntity =>
  Object.assign(new FeedEntity(), {
    id: 1,
    name: 'Old title',
    state: 'active',
    highestNumber: 10,
    gapSince: null,
    endedSince: null,
    missingSince: null,
    missingCount: 0,
    foreignItemKey: null,
    ...over,
  });

const state = (over: Partial<SeriesState> = {}): SeriesState => ({
  series: {
    ref: { platformId: 'MangaDex', sourceId: 'a' },
    title: 'Title',
    description: 'Text',
    url: 'https://mangadex.org/title/a',
    coverUrl: null,
    tags: ['Drama'],
    isAdult: true,
  },
  newestItemKey: null,
  releasedThrough: null,
  outlook: 'active',
  lastNumber: null,
  ...over,
});

const time = { now: NOW, lifetimeMs: HOUR };
const ended = state({ outlook: 'ended', lastNumber: 10 });

describe('checkPresent', () => {
  it('brings the metadata up to date and forgets that the series was missing', () => {
    const missing = feed({ state: 'gone', missingSince: ago(9 * DAY), missingCount: 7 });
    expect(checkPresent(missing, state(), time)).toMatchObject({
      name: 'Title',
      description: 'Text',
      tags: ['Drama'],
      isAdult: true,
      state: 'active',
      missingSince: null,
      missingCount: 0,
      nextCheckAt: new Date(NOW.getTime() + HOUR),
    });
  });

  it('believes an end that is still one a day later, and looks seldom from then on', () => {
    const first = checkPresent(feed(), ended, { now: NOW, lifetimeMs: 7 * DAY });
    expect(first).toMatchObject({ state: 'active', endedSince: NOW });
    expect(first.nextCheckAt).toEqual(new Date(NOW.getTime() + DAY));
    expect(checkPresent(feed({ endedSince: ago(DAY - 1) }), ended, time).state).toBe('active');
    const confirmed = checkPresent(feed({ endedSince: ago(DAY) }), ended, time);
    expect(confirmed).toMatchObject({ state: 'completed', endedSince: ago(DAY) });
    expect(confirmed.nextCheckAt.getTime() - NOW.getTime()).toBeGreaterThan(20 * DAY);
  });

  it.each([
    ['the last chapter is not here', feed({ highestNumber: 9.5, endedSince: ago(3 * DAY) }), ended],
    ['no chapter is here', feed({ highestNumber: null, endedSince: ago(3 * DAY) }), ended],
    ['it goes on', feed({ state: 'completed', endedSince: ago(90 * DAY) }), state()],
  ])('does not call a series completed while %s', (_what, row, said) => {
    expect(checkPresent(row, said, time)).toMatchObject({ state: 'active', endedSince: null });
  });

  it('takes the word of a platform that does not count', () => {
    const unnumbered = state({ outlook: 'ended', lastNumber: null });
    expect(checkPresent(feed({ endedSince: ago(2 * DAY) }), unnumbered, time).state).toBe('completed');
  });
});

describe('checkAbsent', () => {
  it('calls a series gone after three misses over three days, never before', () => {
    const gaps = fc.array(fc.integer({ min: HOUR, max: 3 * DAY }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(gaps, (waits) => {
        let row = feed();
        let now = NOW.getTime();
        for (const [index, wait] of waits.entries()) {
          row = Object.assign(
            new FeedEntity(),
            row,
            checkAbsent(row, { now: new Date(now), lifetimeMs: HOUR }),
          );
          const isLong = now - NOW.getTime() >= 3 * DAY;
          expect(row.state).toBe(index >= 2 && isLong ? 'gone' : 'active');
          now += wait;
        }
      }),
    );
  });

  it('keeps everything else, and a doubtful answer changes nothing but the time of the next check', () => {
    const row = feed({ endedSince: ago(DAY), gapSince: ago(HOUR), nextCheckAt: ago(1) });
    expect(checkAbsent(row, time)).toMatchObject({ name: 'Old title', gapSince: ago(HOUR), missingCount: 1 });
    expect(checkDoubtful(row, time).nextCheckAt).toEqual(new Date(NOW.getTime() + HOUR));
    expect(row).toMatchObject({ ...checkDoubtful(row, time), nextCheckAt: row.nextCheckAt });
  });
});

describe('isBehind', () => {
  const seen = (firstSeenAt: Date): FeedItemEntity => Object.assign(new FeedItemEntity(), { firstSeenAt });
  const newest = state({ newestItemKey: 'k' });

  it.each([
    ['an item was never seen', feed(), newest, undefined, true],
    ['the item was seen', feed(), newest, seen(ago(HOUR)), false],
    ['the item is of a language that nobody wants', feed({ foreignItemKey: 'k' }), newest, undefined, false],
    ['another item is foreign', feed({ foreignItemKey: 'j' }), newest, undefined, true],
    ['the platform names none', feed(), state(), undefined, false],
    ['the item was seen after a gap', feed({ gapSince: ago(HOUR) }), newest, seen(ago(1)), true],
    ['the item was seen before a gap', feed({ gapSince: ago(HOUR) }), newest, seen(ago(DAY)), false],
    ['the next episode leaves a gap', feed(), state({ releasedThrough: 12 }), undefined, true],
    [
      'an episode in the middle may have been skipped',
      feed({ gapSince: ago(1) }),
      state({ releasedThrough: 10 }),
      undefined,
      true,
    ],
    [
      'the platform does not say what came out in a gap',
      feed({ gapSince: ago(1) }),
      state(),
      undefined,
      true,
    ],
    [
      'it was completed before the gap',
      feed({ gapSince: ago(1), state: 'completed' }),
      state({ releasedThrough: 10 }),
      undefined,
      false,
    ],
    ['every episode is here', feed(), state({ releasedThrough: 10 }), undefined, false],
    ['nothing came out yet', feed({ highestNumber: null }), state({ releasedThrough: 0 }), undefined, false],
  ])('when %s', (_what, row, said, item, expected) => {
    expect(isBehind(row, said, item)).toBe(expected);
  });
});
