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
  resolve: () => Promise.reject(new Error('there is no network in this test')),
});

async function refusal(text: string): Promise<string> {
  try {
    await registry.resolve(text);
  } catch (error) {
    if (error instanceof LinkError) return error.message;
    throw error;
  }
  throw new Error(`"${text}" was accepted`);
}

describe('PlatformRegistry.resolve', () => {
  it.each([
    'https://anilist.co/anime/154587',
    'https://anilist.co/anime/154587/',
    'http://anilist.co/anime/154587/Sousou-no-Frieren/',
    'https://www.anilist.co/anime/0154587?utm=1#top',
    'HTTPS://ANILIST.CO/anime/154587/葬送のフリーレン',
    'anilist.co/anime/154587',
    '  <https://anilist.co/anime/154587>\n',
    '<anilist.co/anime/154587/x/episodes>',
    '(https://anilist.co/anime/154587).',
    '"anilist.co/anime/154587",',
    'https://anilist.co/anime/154587!',
  ])('recognises the anime in %p', async (text) => {
    expect(await registry.resolve(text)).toEqual({ platformId: 'AniList Anime', sourceId: '154587' });
  });

  it.each([
    `https://mangadex.org/title/${UUID}`,
    `https://mangadex.org/title/${UUID}/the-paper-harbour`,
    `https://www.mangadex.org/title/${UUID.toUpperCase()}?tab=chapters&order=desc`,
    `mangadex.org/title/${UUID}#x`,
    `<http://mangadex.org/title/${UUID}/>`,
    `HTTPS://MANGADEX.ORG/TITLE/${UUID.toUpperCase()}>).`,
  ])('recognises the title in %p', async (text) => {
    expect(await registry.resolve(text)).toEqual({ platformId: 'MangaDex', sourceId: UUID });
  });

  it.each([
    'https://comick.io/comic/02-solo-leveling',
    'www.comick.cc/comic/02-Solo-Leveling?x=1',
    '<https://m.comick.app/comic/02-solo-leveling/GqXvV-chapter-12-en>',
  ])('recognises the comic in %p, also when nothing is read there', async (text) => {
    expect(await registry.resolve(text)).toEqual({ platformId: 'Comick', sourceId: '02-solo-leveling' });
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
    ['https://mangadex.org/chapter/12345', /names a chapter.*title's page/],
    ['https://mangadex.org/title/12345/old-link', /title's page/],
    [`https://mangadex.org/title/${UUID}0`, /title's page/],
    ['https://mangadex.org/', /neither a title nor a chapter/],
    [`https://mangadex.org/group/${UUID}`, /neither a title nor a chapter/],
    ['comick.dev', /closed in September 2025.*mangadex\.org/],
    ['https://www.comick.cc/search?q=solo', /closed/],
    ['https://comick.io/comic/', /closed/],
    ['https://anilist.co@evil.example/anime/1', /cannot be followed/],
    ['ftp://mangadex.org/title/x', /https:\/\//],
    ['javascript:alert(1)', /not a link/],
    ['', /not a link/],
    ['<>', /not a link/],
    ['https://', /not a link/],
    ['two words', /not a link/],
  ])('refuses %p and says why', async (text, reason) => {
    expect(await refusal(text)).toMatch(reason);
  });

  it.each([
    'https://notcomick.io/x',
    'https://comick.io.evil.example/x',
    'https://evil.example/https://anilist.co/anime/1',
    'https://anilist.co.evil.example/anime/1',
  ])('does not take %p for a page of a platform that its host only resembles', async (text) => {
    expect(await registry.resolve(text)).toMatchObject({ platformId: 'Web feed' });
  });

  it.each([
    ['<https://m.webtoons.com/en/drama/lore/list?title_no=1320&page=2>', 'lore/rss?title_no=1320'],
    ['webtoons.com/en/drama/lore/ep-3/viewer?title_no=1320&episode_no=3', 'lore/rss?title_no=1320'],
    ['WWW.TAPAS.IO/series/123/info.', 'https://tapas.io/rss/series/123'],
    ['https://example.org/wiki/Feed_(web)', 'https://example.org/wiki/Feed_(web)'],
  ])('finds the feed that %p means', async (text, address) => {
    const { platformId, sourceId } = await registry.resolve(text);
    expect(platformId).toBe('Web feed');
    expect(sourceId).toContain(address);
  });

  it('throws nothing but LinkError, whatever is typed', async () => {
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
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        try {
          const { sourceId } = await registry.resolve(typed);
          expect(sourceId).toMatch(/^(?:\d{1,10}|[\da-f-]{36}|[\w.-]{1,150}|https?:\/\/\S+)$/);
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
    expect(registry.all.map(({ id }) => id)).toEqual(['AniList Anime', 'MangaDex', 'Comick', 'Web feed']);
    expect(registry.streaming.map(({ id }) => id)).toEqual(['AniList Anime', 'MangaDex']);
  });

  it('explains what became of Comick, with a search for the title on MangaDex', async () => {
    const comick = registry.get('Comick');
    const series = comick.fetchSeries(
      { platformId: 'Comick', sourceId: '02-solo-leveling' },
      { languages: ['en'] },
    );
    await expect(series).rejects.toThrow(
      /closed in September 2025.*<https:\/\/mangadex\.org\/search\?q=solo%20leveling>/,
    );
    expect(registry.isAwake('Comick')).toBe(false);
    expect(registry.isAwake('MangaDex')).toBe(true);
  });
});
