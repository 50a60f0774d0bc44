import { findLinks } from './find-links';

describe('findLinks', () => {
  it.each([
    ['Look: https://anilist.co/anime/1, and <https://mangadex.org/title/2>!', 2],
    ['[here](https://anilist.co/anime/1) || https://mangadex.org/title/2||', 2],
    ['**https://anilist.co/anime/1** https://anilist.co/anime/1. https://mangadex.org/title/2?', 2],
    ['no link at all, nor ftp://a.b', 0],
  ])('finds addresses as people write them: %s', (text, links) => {
    expect(findLinks([text])).toEqual(
      ['https://anilist.co/anime/1', 'https://mangadex.org/title/2'].slice(0, links),
    );
  });

  it('takes the first ten of a message and its embeds', () => {
    const many = Array.from({ length: 12 }, (_, n) => `https://anilist.co/anime/${n}`);
    expect(findLinks([many.slice(0, 6).join(' '), many.slice(6).join('\n')])).toEqual(many.slice(0, 10));
  });
});
