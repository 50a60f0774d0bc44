import fc from 'fast-check';
import { SystemClock } from '../../common';
import { createPlatforms } from './create-platforms';
import { LinkError } from './platform.errors';

const UUID = 'a96676e5-8ae2-425e-b549-7f15dd34a6d8';
const { registry } = createPlatforms({
  anilistUrl: 'http://127.0.0.1:1/',
  mangadexUrl: 'http://127.0.0.1:1',
  userAgent: 'pwr-bot/0 (+https://example.org)',
  homepage: 'https://example.org',
  clock: new SystemClock(),
});

function refusal(text: string): string {
  try {
    registry.parseLink(text);
  } catch (error) {
    if (error instanceof LinkError) return error.message;
    throw error;
  }
  throw new Error(`"${text}" was accepted`);
}

describe('PlatformRegistry.parseLink', () => {
  it.each([
    'https://anilist.co/anime/154587',
    'https://anilist.co/anime/154587/',
    'http://anilist.co/anime/154587/Sousou-no-Frieren/',
    'https://www.anilist.co/anime/0154587?utm=1#top',
    'HTTPS://ANILIST.CO/anime/154587/葬送のフリーレン',
    'anilist.co/anime/154587',
    '  <https://anilist.co/anime/154587>\n',
    '<anilist.co/anime/154587/x/episodes>',
  ])('recognises the anime in %p', (text) => {
    expect(registry.parseLink(text)).toEqual({ platformId: 'AniList Anime', sourceId: '154587' });
  });

  it.each([
    `https://mangadex.org/title/${UUID}`,
    `https://mangadex.org/title/${UUID}/the-paper-harbour`,
    `https://www.mangadex.org/title/${UUID.toUpperCase()}?tab=chapters&order=desc`,
    `mangadex.org/title/${UUID}#x`,
    `<http://mangadex.org/title/${UUID}/>`,
  ])('recognises the title in %p', (text) => {
    expect(registry.parseLink(text)).toEqual({ platformId: 'MangaDex', sourceId: UUID });
  });

  it.each([
    ['https://anilist.co/manga/30002', /chapters.*MangaDex/],
    ['https://anilist.co/user/somebody', /not an anime/],
    ['https://anilist.co/', /not an anime/],
    ['https://anilist.co/anime/', /number/],
    ['https://anilist.co/anime/frieren', /number/],
    ['https://anilist.co/anime/0', /number/],
    ['https://anilist.co/anime/2147483648', /number/],
    ['https://anilist.co/anime/1 https://anilist.co/anime/2', /number/],
    [`https://mangadex.org/chapter/${UUID}`, /single chapter.*title's page/],
    [`https://mangadex.org/chapter/${UUID}/3`, /single chapter/],
    ['https://mangadex.org/title/12345/old-link', /title's page/],
    [`https://mangadex.org/title/${UUID}0`, /title's page/],
    ['https://mangadex.org/', /not a title/],
    [`https://mangadex.org/group/${UUID}`, /not a title/],
    ['https://comick.io/comic/solo', /closed in September 2025.*mangadex\.org/],
    ['comick.dev', /closed/],
    ['https://www.comick.cc/comic/x', /closed/],
    ['https://notcomick.io/x', /cannot be followed/],
    ['https://comick.io.evil.example/x', /cannot be followed/],
    ['https://evil.example/https://anilist.co/anime/1', /Supported are AniList .* and MangaDex/],
    ['https://anilist.co@evil.example/anime/1', /cannot be followed/],
    ['https://anilist.co.evil.example/anime/1', /cannot be followed/],
    ['ftp://mangadex.org/title/x', /https:\/\//],
    ['javascript:alert(1)', /not a link/],
    ['', /not a link/],
    ['<>', /not a link/],
    ['https://', /not a link/],
    ['two words', /not a link/],
  ])('refuses %p and says why', (text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });

  it('throws nothing but LinkError, whatever is typed', () => {
    const host = fc.constantFrom(
      'anilist.co',
      'mangadex.org',
      'www.comick.io',
      'mangadex.org:99999',
      '[::1]',
      'é',
    );
    const path = fc.array(
      fc.oneof(fc.constantFrom('anime', 'title', UUID, '%', '..', '%zz'), fc.string({ unit: 'binary' })),
    );
    const link = fc.tuple(fc.constantFrom('', 'https://', 'http://', 'x:'), host, path);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      link.map(([scheme, name, parts]) => `${scheme}${name}/${parts.join('/')}`),
    );
    fc.assert(
      fc.property(text, (typed) => {
        try {
          const { sourceId } = registry.parseLink(typed);
          expect(sourceId).toMatch(/^(?:\d{1,10}|[\da-f-]{36})$/);
        } catch (error) {
          expect(error).toBeInstanceOf(LinkError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('PlatformRegistry.get', () => {
  it('finds a platform by its stored name', () => {
    expect(registry.get('MangaDex').name).toBe('MangaDex');
    expect(registry.all.map(({ id }) => id)).toEqual(['AniList Anime', 'MangaDex']);
  });

  it('explains what became of Comick', () => {
    expect(() => registry.get('Comick')).toThrow(/closed in September 2025/);
  });
});
