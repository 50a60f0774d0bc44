import { parseAiringPage, readErrors } from './parse-airing';

const now = new Date('2026-11-22T12:00:00Z');
const nowSeconds = now.getTime() / 1_000;
const row = (over: object = {}) => ({
  id: 1,
  mediaId: 154587,
  episode: 3,
  airingAt: nowSeconds - 60,
  ...over,
});
const page = (rows: unknown, hasNextPage: unknown = false) => ({
  data: { Page: { pageInfo: { hasNextPage }, airingSchedules: rows } },
});

describe('parseAiringPage', () => {
  it('makes a release of a row', () => {
    const parsed = parseAiringPage(page([row()], true), now);
    expect(parsed).toEqual({
      hasNextPage: true,
      malformed: [],
      upcoming: [],
      releases: [
        {
          sourceId: '154587',
          itemKey: '154587:3',
          logicalKey: '154587:3',
          label: 'Episode 3',
          number: '3',
          url: 'https://anilist.co/anime/154587',
          language: null,
          groupName: null,
          releasedAt: new Date('2026-11-22T11:59:00Z'),
        },
      ],
    });
  });

  it('identifies an episode by anime and number, not by the row', () => {
    const keys = [row({ id: 1 }), row({ id: 2 })].map(
      (each) => parseAiringPage(page([each]), now)?.releases[0]?.itemKey,
    );
    expect(new Set(keys).size).toBe(1);
  });

  it('keeps apart what has not aired, to the second', () => {
    const rows = [row({ episode: 1, airingAt: nowSeconds }), row({ episode: 2, airingAt: nowSeconds + 1 })];
    const parsed = parseAiringPage(page(rows), now);
    expect(parsed?.releases.map(({ number }) => number)).toEqual(['1']);
    expect(parsed?.upcoming).toMatchObject([
      { itemKey: '154587:2', releasedAt: new Date('2026-11-22T12:00:01Z') },
    ]);
    expect(parsed?.malformed).toEqual([]);
  });

  it.each([
    ['null', null],
    ['a text', 'row'],
    ['a list', []],
    ['no anime', row({ mediaId: null })],
    ['an anime by text', row({ mediaId: '154587' })],
    ['half an episode', row({ episode: 1.5 })],
    ['a negative episode', row({ episode: -1 })],
    ['no time', row({ airingAt: null })],
    ['a time beyond time', row({ airingAt: 2 ** 52 })],
  ])('keeps the others when a row is %s', (_what, bad) => {
    const parsed = parseAiringPage(page([row({ episode: 1 }), bad, row({ episode: 2 })]), now);
    expect(parsed?.releases.map(({ number }) => number)).toEqual(['1', '2']);
    expect(parsed?.malformed).toHaveLength(1);
  });

  it.each([
    ['nothing', null],
    ['a text', 'ok'],
    ['no data', { data: null }],
    ['no page', { data: { Page: null } }],
    ['no rows', page(null)],
  ])('gives null for %s', (_what, body) => {
    expect(parseAiringPage(body, now)).toBeNull();
  });

  it('takes a missing pageInfo for the last page', () => {
    expect(parseAiringPage({ data: { Page: { airingSchedules: [] } } }, now)).toMatchObject({
      hasNextPage: false,
    });
  });
});

describe('errors of AniList', () => {
  it('are read whatever the status is', () => {
    expect(readErrors({ errors: [{ message: 'x', status: 429 }] })).toContain('429');
    expect(readErrors({ errors: [] })).toBeNull();
    expect(readErrors({ data: {} })).toBeNull();
  });
});
