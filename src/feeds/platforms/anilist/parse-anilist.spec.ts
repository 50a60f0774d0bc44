import { isNotFound, parseAiredPage, parseSeries, readErrors } from './parse-anilist';

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

describe('parseAiredPage', () => {
  it('makes a release of a row', () => {
    const parsed = parseAiredPage(page([row()], true), now);
    expect(parsed).toEqual({
      hasNextPage: true,
      malformed: [],
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
      (each) => parseAiredPage(page([each]), now)?.releases[0]?.itemKey,
    );
    expect(new Set(keys).size).toBe(1);
  });

  it('leaves out what has not aired, to the second', () => {
    const rows = [row({ episode: 1, airingAt: nowSeconds }), row({ episode: 2, airingAt: nowSeconds + 1 })];
    const parsed = parseAiredPage(page(rows), now);
    expect(parsed?.releases.map(({ number }) => number)).toEqual(['1']);
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
    const parsed = parseAiredPage(page([row({ episode: 1 }), bad, row({ episode: 2 })]), now);
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
    expect(parseAiredPage(body, now)).toBeNull();
  });

  it('takes a missing pageInfo for the last page', () => {
    expect(parseAiredPage({ data: { Page: { airingSchedules: [] } } }, now)).toMatchObject({
      hasNextPage: false,
    });
  });
});

describe('parseSeries', () => {
  const media = (over: object = {}) => ({ data: { Media: { id: 154587, title: {}, ...over } } });

  it('reads everything that is there', () => {
    const series = parseSeries(
      media({
        title: { userPreferred: 'Sousou no Frieren', english: 'Frieren' },
        description: 'An elf.<br><br>\n(Source: <i>Crunchyroll</i>)',
        coverImage: { extraLarge: 'https://s4.anilist.co/x.jpg', large: 'https://s4.anilist.co/l.jpg' },
        genres: ['Adventure', null, 'Drama'],
      }),
    );
    expect(series).toEqual({
      ref: { platformId: 'AniList Anime', sourceId: '154587' },
      title: 'Sousou no Frieren',
      description: 'An elf.\n\n(Source: Crunchyroll)',
      url: 'https://anilist.co/anime/154587',
      coverUrl: 'https://s4.anilist.co/x.jpg',
      tags: ['Adventure', 'Drama'],
    });
  });

  it.each([
    [{ romaji: 'R', english: 'E', native: 'N' }, 'R'],
    [{ userPreferred: null, romaji: ' ', english: 'E', native: 'N' }, 'E'],
    [{ native: '葬送のフリーレン' }, '葬送のフリーレン'],
    [{}, '#154587'],
    [null, '#154587'],
  ])('calls %p %p', (title, expected) => {
    expect(parseSeries(media({ title }))?.title).toBe(expected);
  });

  it('does without description, cover and genres', () => {
    const bare = parseSeries(media({ description: null, coverImage: null, genres: null }));
    expect(bare).toMatchObject({ description: '', coverUrl: null, tags: [] });
    expect(
      parseSeries(media({ coverImage: { extraLarge: 'javascript:x', large: null } }))?.coverUrl,
    ).toBeNull();
  });

  it('gives null where there is no anime', () => {
    expect(parseSeries({ data: { Media: null } })).toBeNull();
    expect(parseSeries(media({ id: '154587' }))).toBeNull();
  });
});

describe('errors of AniList', () => {
  it('are told apart: not found, and anything else', () => {
    const of = (...statuses: unknown[]) => ({ errors: statuses.map((status) => ({ message: 'x', status })) });
    expect(isNotFound(of(404))).toBe(true);
    expect(isNotFound(of(404, 500))).toBe(false);
    expect(isNotFound({ errors: [] })).toBe(false);
    expect(readErrors(of(429))).toContain('429');
    expect(readErrors({ data: {} })).toBeNull();
  });
});
