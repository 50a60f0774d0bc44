import { parseChapterPage, parseMangaOfChapter } from './parse-chapters';

const now = new Date('2026-11-22T12:00:00Z');
const MANGA = 'a96676e5-8ae2-425e-b549-7f15dd34a6d8';
const CHAPTER = 'a05de006-df86-4fe1-9d20-32664a78c1cc';

function chapter(attributes: object = {}, over: object = {}) {
  return {
    id: CHAPTER,
    type: 'chapter',
    attributes: {
      volume: null,
      chapter: '105',
      title: 'Tide',
      translatedLanguage: 'en',
      externalUrl: null,
      pages: 20,
      publishAt: '2026-11-22T11:00:00+00:00',
      readableAt: '2026-11-22T11:00:00+00:00',
      createdAt: '2026-11-22T10:00:00+00:00',
      ...attributes,
    },
    relationships: [
      { id: 'g1', type: 'scanlation_group', attributes: { name: 'Wolf & Co' } },
      { id: 'g2', type: 'scanlation_group', attributes: { name: '  ' } },
      { id: 'g3', type: 'scanlation_group' },
      { id: 'g4', type: 'scanlation_group', attributes: { name: 'スキャン' } },
      { id: MANGA.toUpperCase(), type: 'manga' },
    ],
    ...over,
  };
}
const list = (...data: unknown[]) => ({
  result: 'ok',
  response: 'collection',
  data,
  limit: 100,
  offset: 0,
  total: 7,
});
const parse = (...data: unknown[]) => parseChapterPage(list(...data), 'publishAt', now);
const ofManga = (attributes: object, manga: object) =>
  parse(chapter(attributes, { relationships: [{ id: MANGA, type: 'manga', attributes: manga }] }))
    ?.releases[0];
const only = (attributes: object) => parse(chapter(attributes))?.releases[0];

describe('parseChapterPage', () => {
  it('makes a release of a chapter', () => {
    expect(parse(chapter())).toEqual({
      rows: 1,
      total: 7,
      malformed: [],
      instants: [new Date('2026-11-22T11:00:00Z')],
      releases: [
        {
          sourceId: MANGA,
          itemKey: CHAPTER,
          logicalKey: `${MANGA}|105`,
          label: 'Chapter 105: Tide',
          number: '105',
          url: `https://mangadex.org/chapter/${CHAPTER}`,
          language: 'en',
          groupName: 'Wolf & Co & スキャン',
          releasedAt: new Date('2026-11-22T11:00:00Z'),
        },
      ],
    });
  });

  it('gives the same chapter by two groups or in two languages one logical key', () => {
    expect(only({ chapter: '0105', volume: '9' })?.logicalKey).toBe(only({})?.logicalKey);
    expect(only({ translatedLanguage: 'pt-br' })?.logicalKey).toBe(only({})?.logicalKey);
  });

  it('puts the volume into the key only where its manga says that numbers start anew in each', () => {
    const anew = { chapterNumbersResetOnNewVolume: true };
    const second = { volume: '02', chapter: '1' };
    expect(ofManga(second, anew)).toMatchObject({ logicalKey: `${MANGA}|2|1`, keyInAnyVolume: `${MANGA}|1` });
    expect(ofManga({ chapter: '1' }, anew)).toMatchObject({ logicalKey: `${MANGA}|1` });
    expect(ofManga({ volume: '2', chapter: null }, anew)).toMatchObject({ logicalKey: CHAPTER });
    for (const flag of [false, null, 'true']) {
      const release = ofManga(second, { chapterNumbersResetOnNewVolume: flag });
      expect(release).toMatchObject({ logicalKey: `${MANGA}|1` });
      expect(release).not.toHaveProperty('keyInAnyVolume');
    }
  });

  it.each([
    ['with a title', { chapter: null, title: '扉' }, 'Oneshot: 扉'],
    ['without a title', { chapter: null, title: null }, 'Oneshot'],
    ['with empty texts', { chapter: '', title: '' }, 'Oneshot'],
  ])('understands a oneshot %s', (_what, attributes, label) => {
    expect(only(attributes)).toMatchObject({ label, number: null, logicalKey: CHAPTER });
  });

  it('leads to the other site for a chapter that is read there', () => {
    const attributes = {
      externalUrl: 'https://mangaplus.shueisha.co.jp/viewer/1',
      pages: 0,
      publishAt: '2037-12-31T15:00:00+00:00',
    };
    expect(only(attributes)?.url).toBe('https://mangaplus.shueisha.co.jp/viewer/1');
    expect(only({ ...attributes, externalUrl: 'http://a.b/c' })?.url).toBe('https://a.b/c');
    expect(only({ ...attributes, externalUrl: 'javascript:alert(1)' })?.url).toBe(
      `https://mangadex.org/chapter/${CHAPTER}`,
    );
  });

  it('credits nobody where there is no group', () => {
    const row = chapter({}, { relationships: [{ id: MANGA, type: 'manga' }] });
    expect(parse(row)?.releases[0]?.groupName).toBeNull();
  });

  it.each([
    ['has no pages', { pages: 0 }],
    ['is unavailable', { isUnavailable: true }],
    ['cannot be read yet', { readableAt: '2026-11-22T12:00:01+00:00' }],
  ])('passes over a chapter that %s, without calling it malformed', (_what, attributes) => {
    expect(parse(chapter(attributes))).toMatchObject({ releases: [], malformed: [], rows: 1 });
  });

  it.each([
    ['null', null],
    ['no attributes', chapter({}, { attributes: null })],
    ['an id that is none', chapter({}, { id: '../../x' })],
    ['no manga', chapter({}, { relationships: null })],
    ['no instant', chapter({ readableAt: null })],
    ['an instant that is none', chapter({ readableAt: 'yesterday' })],
    ['no language', chapter({ translatedLanguage: null })],
  ])('keeps the others when a row has or is %s', (_what, bad) => {
    const parsed = parse(chapter(), bad, chapter({}, { id: MANGA }));
    expect(parsed?.releases.map(({ itemKey }) => itemKey)).toEqual([CHAPTER, MANGA]);
    expect(parsed).toMatchObject({ rows: 3, malformed: [expect.any(String)] });
  });

  it.each([
    ['an error', { result: 'error', errors: [] }],
    ['no total', { result: 'ok', data: [] }],
    ['no rows', { result: 'ok', data: {}, total: 0 }],
    ['a list', []],
    ['nothing', null],
  ])('gives null for %s', (_what, body) => {
    expect(parseChapterPage(body, 'publishAt', now)).toBeNull();
  });
});

describe('parseMangaOfChapter', () => {
  it('finds the manga, or nothing', () => {
    expect(parseMangaOfChapter({ result: 'ok', data: chapter() })).toBe(MANGA);
    for (const body of [null, [], {}, { data: null }, { data: chapter({}, { relationships: [null] }) }]) {
      expect(parseMangaOfChapter(body)).toBeNull();
    }
  });
});
