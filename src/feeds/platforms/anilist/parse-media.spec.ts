import { episodeOf } from './parse-airing';
import { impliedEpisodes, parseMatches, parseMediaList } from './parse-media';

const list = (...rows: unknown[]) => ({ data: { series: { media: rows } } });
const media = (over: object = {}) => ({ id: 154587, title: {}, ...over });
const stateOf = (over: object = {}) => parseMediaList(list(media(over)))?.states[0];
const seriesOf = (over: object = {}) => stateOf(over)?.series;

describe('parseMediaList', () => {
  it('reads everything that is there', () => {
    const series = seriesOf({
      title: { userPreferred: 'Sousou no Frieren', english: 'Frieren' },
      description: 'An elf.<br><br>\n(Source: <i>Crunchyroll</i>)',
      coverImage: { extraLarge: 'https://s4.anilist.co/x.jpg', large: 'https://s4.anilist.co/l.jpg' },
      genres: ['Adventure', null, 'Drama'],
      isAdult: true,
    });
    expect(series).toEqual({
      ref: { platformId: 'AniList Anime', sourceId: '154587' },
      title: 'Sousou no Frieren',
      description: 'An elf.\n\n(Source: Crunchyroll)',
      url: 'https://anilist.co/anime/154587',
      coverUrl: 'https://s4.anilist.co/x.jpg',
      tags: ['Adventure', 'Drama'],
      isAdult: true,
    });
  });

  it.each([
    [{ romaji: 'R', english: 'E', native: 'N' }, 'R'],
    [{ userPreferred: null, romaji: ' ', english: 'E', native: 'N' }, 'E'],
    [{ native: '葬送のフリーレン' }, '葬送のフリーレン'],
    [{}, '#154587'],
    [null, '#154587'],
  ])('calls %p %p', (title, expected) => {
    expect(seriesOf({ title })?.title).toBe(expected);
  });

  it('does without description, cover and genres', () => {
    expect(seriesOf({ description: null, coverImage: null, genres: null, isAdult: null })).toMatchObject({
      description: '',
      coverUrl: null,
      tags: [],
      isAdult: false,
    });
    expect(seriesOf({ coverImage: { extraLarge: 'javascript:x', large: null } })?.coverUrl).toBeNull();
  });

  it('keeps the others when a row is not an anime', () => {
    const bad = [null, [], 'x', media({ id: '154587' }), media({ id: 0 }), media({ id: 2 ** 31 })];
    const parsed = parseMediaList(list(media({ id: 1 }), ...bad, media({ id: 2 })));
    expect(parsed?.states.map(({ series }) => series.ref.sourceId)).toEqual(['1', '2']);
    expect(parsed?.malformed).toHaveLength(bad.length);
  });

  it.each([null, [], 'x', { data: null }, { data: { series: null } }, { data: { series: { media: {} } } }])(
    'gives null for %j',
    (body) => {
      expect(parseMediaList(body)).toBeNull();
      expect(parseMatches(body)).toBeNull();
    },
  );

  it.each([
    ['airing', { status: 'RELEASING', nextAiringEpisode: { episode: 5 } }, 'active', 4, null],
    ['airing without a date', { status: 'RELEASING', nextAiringEpisode: null }, 'active', null, null],
    ['not begun', { status: 'NOT_YET_RELEASED', episodes: 12 }, 'idle', null, null],
    ['paused', { status: 'HIATUS' }, 'idle', null, null],
    ['over', { status: 'FINISHED', episodes: 12 }, 'ended', 12, 12],
    ['over, of unknown length', { status: 'FINISHED', episodes: null }, 'ended', null, null],
    ['given up', { status: 'CANCELLED', episodes: 12 }, 'ended', null, 12],
    [
      'said to be over, yet goes on',
      { status: 'FINISHED', nextAiringEpisode: { episode: 3 } },
      'active',
      2,
      null,
    ],
  ])('understands a series that is %s', (_what, over, outlook, releasedThrough, lastNumber) => {
    expect(stateOf(over)).toMatchObject({ outlook, releasedThrough, lastNumber });
  });
});

describe('parseMatches', () => {
  it('reads title, year and rating, and passes over what is no anime', () => {
    const row = media({ title: { romaji: 'Kettle' }, startDate: { year: 2024 }, isAdult: true });
    expect(parseMatches(list(null, row, media({ startDate: null })))).toEqual([
      {
        ref: { platformId: 'AniList Anime', sourceId: '154587' },
        title: 'Kettle',
        year: 2024,
        url: 'https://anilist.co/anime/154587',
        isAdult: true,
      },
      expect.objectContaining({ title: '#154587', year: null, isAdult: false }),
    ]);
  });
});

describe('impliedEpisodes', () => {
  const at = new Date('2026-11-22T12:00:00Z');
  const rows = (numbers: readonly number[]) => numbers.map((number) => episodeOf(154587, number, at));
  const numbers = (over: object, aired: readonly number[], announced: readonly number[] = []) => {
    const state = stateOf(over);
    if (!state) throw new Error('no state');
    const known = { aired: rows(aired), announced: rows(announced) };
    return impliedEpisodes(state, known, at).map(({ number }) => Number(number));
  };
  const next = (episode: number) => ({ nextAiringEpisode: { episode } });

  it('are those above the highest known one, at most a hundred', () => {
    expect(numbers(next(5), [1, 2])).toEqual([3, 4]);
    expect(numbers(next(5), [4])).toEqual([]);
    expect(numbers(next(5), [9])).toEqual([]);
    expect(numbers(next(1), [])).toEqual([]);
    expect(numbers({}, [])).toEqual([]);
    const many = numbers(next(1_001), []);
    expect([many.length, many[0], many.at(-1)]).toEqual([100, 901, 1_000]);
  });

  it('are none of those that a row still announces', () => {
    expect(numbers(next(8), [6], [7, 8])).toEqual([]);
    expect(numbers(next(10), [5], [8, 10])).toEqual([6, 7, 9]);
  });
});
