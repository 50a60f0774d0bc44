import { completeLinks, readTypedLinks } from './typed-links';

const MANGA = 'https://mangadex.org/title/a96676e5-8ae2-425e-b549-7f15dd34a6d8';

describe('readTypedLinks', () => {
  it.each([
    ['frieren beyond', [], 'frieren beyond'],
    ['', [], ''],
    [MANGA, [MANGA], ''],
    [`${MANGA}, anilist.co/anime/1 one piece, part 2 `, [MANGA, 'anilist.co/anime/1'], 'one piece, part 2'],
    ['Dr. Stone', [], 'Dr. Stone'],
    ['Steins;Gate/0', [], 'Steins;Gate/0'],
    ['https://', [], 'https://'],
  ])('reads %j', (typed, links, rest) => {
    expect(readTypedLinks(typed)).toEqual({ links, rest });
  });

  it('takes the last link as still being typed where links are searched', () => {
    const searching = { searchesLinks: true };
    expect(readTypedLinks(`${MANGA} ${MANGA}`, searching)).toEqual({ links: [MANGA], rest: MANGA });
    expect(readTypedLinks(`${MANGA} `, searching)).toEqual({ links: [MANGA], rest: '' });
  });
});

describe('completeLinks', () => {
  it('keeps what was typed before', () => {
    expect(completeLinks([], MANGA)).toBe(MANGA);
    expect(completeLinks(['https://anilist.co/anime/1'], MANGA)).toBe(`https://anilist.co/anime/1 ${MANGA}`);
  });

  it('leaves schemes away where it is too long otherwise, and offers nothing that Discord would refuse', () => {
    const slug = 'https://anilist.co/anime/154587/Sousou-no';
    expect(completeLinks([slug], MANGA)).toBe(`${slug.slice(8)} ${MANGA.slice(8)}`);
    expect(completeLinks([MANGA], MANGA)).toBeNull();
  });
});
