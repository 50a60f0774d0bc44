import { parseManga, parseMangaList, parseMatches } from './parse-manga';

const MANGA = 'a96676e5-8ae2-425e-b549-7f15dd34a6d8';
const CHAPTER = 'a05de006-df86-4fe1-9d20-32664a78c1cc';
const row = (attributes: object = {}, id: unknown = MANGA) => ({ id, type: 'manga', attributes });
const list = (...data: unknown[]) => ({ result: 'ok', data });

describe('parseManga', () => {
  const manga = (attributes: object) => ({ result: 'ok', data: { id: MANGA, attributes } });

  it('reads everything that is there', () => {
    const tags = [{ attributes: { name: { en: 'Action' } } }, { attributes: { name: [] } }, null];
    expect(parseManga(manga({ title: { en: 'Solo' }, description: { fr: 'f', en: '**E**' }, tags }))).toEqual(
      {
        ref: { platformId: 'MangaDex', sourceId: MANGA },
        title: 'Solo',
        description: 'E',
        url: `https://mangadex.org/title/${MANGA}`,
        coverUrl: `https://og.mangadex.org/og-image/manga/${MANGA}`,
        tags: ['Action'],
        isAdult: false,
      },
    );
  });

  it.each([
    [{ title: { ja: '紙', 'ja-ro': 'Kami', en: 'Paper' } }, 'Paper'],
    [{ title: { ja: '紙', 'ja-ro': 'Kami' } }, 'Kami'],
    [{ title: { ja: '紙' } }, '紙'],
    [{ title: { en: ' ' }, altTitles: [[], { fr: 'Papier' }] }, 'Papier'],
    [{ title: [] }, `MangaDex title ${MANGA}`],
  ])('calls %p %p', (attributes, expected) => {
    expect(parseManga(manga(attributes))?.title).toBe(expected);
  });

  it.each([[null], [[]], [{}], [{ en: null }]])('takes %p for no description', (description) => {
    expect(parseManga(manga({ title: { en: 'x' }, description }))?.description).toBe('');
  });

  it('gives null where there is no manga', () => {
    expect(parseManga({ result: 'ok', data: null })).toBeNull();
    expect(parseManga({ result: 'ok', data: { id: 'x', attributes: {} } })).toBeNull();
  });
});

describe('parseMangaList', () => {
  const state = (attributes: object) => parseMangaList(list(row(attributes)))?.states[0];

  it.each([
    ['goes on', { status: 'ongoing', lastChapter: '' }, 'active', null],
    ['is over', { status: 'completed', lastChapter: '139.5' }, 'ended', 139.5],
    ['was given up', { status: 'cancelled', lastChapter: '12' }, 'ended', 12],
    ['is over at an unknown chapter', { status: 'completed', lastChapter: '' }, 'active', null],
    ['is over at no chapter', { status: 'completed', lastChapter: null }, 'active', null],
    ['has a last chapter and goes on', { status: 'ongoing', lastChapter: '5' }, 'active', null],
  ])('understands a manga that %s', (_what, attributes, outlook, lastNumber) => {
    expect(state(attributes)).toMatchObject({ outlook, lastNumber, releasedThrough: null });
  });

  it.each([
    [CHAPTER.toUpperCase(), CHAPTER],
    [null, null],
    ['', null],
    ['newest', null],
    [7, null],
  ])('takes %j for the newest chapter %j', (latestUploadedChapter, newestItemKey) => {
    expect(state({ latestUploadedChapter })?.newestItemKey).toBe(newestItemKey);
  });

  it.each([
    ['safe', false],
    ['suggestive', false],
    ['erotica', true],
    ['pornographic', true],
    [null, false],
  ])('rates %s as adult: %s', (contentRating, isAdult) => {
    expect(state({ contentRating })?.series.isAdult).toBe(isAdult);
  });

  it('keeps the others when a row is no manga', () => {
    const parsed = parseMangaList(list(null, row(), row({}, 'x'), { id: MANGA }));
    expect(parsed?.states).toHaveLength(1);
    expect(parsed?.malformed).toHaveLength(3);
  });

  it.each([null, [], {}, { result: 'error', data: [] }, { result: 'ok', data: {} }])(
    'gives null for %j',
    (body) => {
      expect(parseMangaList(body)).toBeNull();
      expect(parseMatches(body)).toBeNull();
    },
  );
});

describe('parseMatches', () => {
  it('reads title, year and rating', () => {
    const attributes = { title: { en: 'Paper' }, year: 2019, contentRating: 'erotica' };
    expect(parseMatches(list(null, row(attributes)))).toEqual([
      {
        ref: { platformId: 'MangaDex', sourceId: MANGA },
        title: 'Paper',
        year: 2019,
        url: `https://mangadex.org/title/${MANGA}`,
        isAdult: true,
      },
    ]);
  });
});
