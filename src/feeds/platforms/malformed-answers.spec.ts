import fc from 'fast-check';

import { parseAiringPage, readErrors } from './anilist/parse-airing';
import { parseMatches as parseAnimeMatches, parseMediaList } from './anilist/parse-media';
import { parseChapterPage, parseMangaOfChapter } from './mangadex/parse-chapters';
import { parseManga, parseMangaList, parseMatches as parseMangaMatches } from './mangadex/parse-manga';
import { describeRow } from './parse-rows';

const NOW = new Date('2026-11-22T12:00:00Z');
const UUID = 'a96676e5-8ae2-425e-b549-7f15dd34a6d8';
const INSTANT = '2026-11-22T11:00:00+00:00';

const episode = { id: 1, mediaId: 5, episode: 3, airingAt: NOW.getTime() / 1_000 - 60 };
const anime = { id: 5, title: { romaji: 'A' }, nextAiringEpisode: { episode: 4 }, genres: ['Drama'] };
const chapter = {
  id: UUID,
  attributes: { chapter: '1', readableAt: INSTANT, publishAt: INSTANT, translatedLanguage: 'en', pages: 9 },
  relationships: [{ type: 'manga', id: UUID }],
};
const manga = { id: UUID, attributes: { title: { en: 'A' }, tags: [], latestUploadedChapter: UUID } };

const bodies = [
  { data: { Page: { pageInfo: { hasNextPage: false }, airingSchedules: [episode] } } },
  { data: { series: { media: [anime] } } },
  { result: 'ok', data: [chapter], total: 1 },
  { result: 'ok', data: [manga], total: 1 },
  { result: 'ok', data: manga },
];

const parsers: readonly ((body: unknown) => unknown)[] = [
  readErrors,
  (body) => parseAiringPage(body, NOW),
  parseMediaList,
  parseAnimeMatches,
  (body) => parseChapterPage(body, 'publishAt', NOW),
  parseMangaOfChapter,
  parseManga,
  parseMangaList,
  parseMangaMatches,
];

/** The body with one value, however deep, replaced by another. */
function damaged(body: unknown, path: number, value: unknown): unknown {
  if (typeof body !== 'object' || body === null || path <= 0) return value;
  const entries = Object.entries(body);
  const [key, inner] = entries[path % entries.length] ?? [];
  if (key === undefined) return value;
  const rest = Math.floor(path / entries.length);
  if (Array.isArray(body)) return (body as unknown[]).with(Number(key), damaged(inner, rest, value));
  return { ...body, [key]: damaged(inner, rest, value) };
}

describe('answers that are not what they should be', () => {
  it('never make a parser throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (body) => {
        for (const parse of parsers) expect(() => parse(body)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('never make a parser throw when any part of a good one is replaced', () => {
    const value = fc.oneof(fc.constantFrom(null, [], {}, '', 'x', -1, 1e308, true), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(100_000), value, (body, path, other) => {
        for (const parse of parsers) expect(() => parse(damaged(body, path, other))).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it('never cost the good rows beside a bad one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (bad) => {
        const airing = { data: { Page: { airingSchedules: [bad, episode] } } };
        expect(parseAiringPage(airing, NOW)?.releases.at(-1)?.itemKey).toBe('5:3');
        const chapters = { result: 'ok', data: [bad, chapter], total: 2 };
        expect(parseChapterPage(chapters, 'publishAt', NOW)?.releases.at(-1)?.itemKey).toBe(UUID);
        const media = { data: { series: { media: [bad, anime] } } };
        expect(parseMediaList(media)?.states.at(-1)?.releasedThrough).toBe(3);
        const list = { result: 'ok', data: [bad, manga] };
        expect(parseMangaList(list)?.states.at(-1)?.newestItemKey).toBe(UUID);
      }),
    );
  });

  it('are cut to a size that can be stored, with whole characters', () => {
    const long = '𝕏'.repeat(500_000);
    const attributes = { ...chapter.attributes, title: long, chapter: long, volume: long };
    const release = parseChapterPage(
      { result: 'ok', data: [{ ...chapter, attributes }], total: 1 },
      'publishAt',
      NOW,
    )?.releases[0];
    expect(release?.label.length).toBeLessThan(500);
    expect(release?.label.isWellFormed()).toBe(true);
    const series = parseManga({
      data: { ...manga, attributes: { title: { en: `a${long}` }, description: { en: long } } },
    });
    expect(series?.title.length).toBeLessThan(500);
    expect(series?.description.length).toBeLessThanOrEqual(20_000);
    expect(
      parseManga({ data: { ...manga, attributes: { title: { en: 'half \ud83c' } } } })?.title.isWellFormed(),
    ).toBe(true);
  });

  it('are described in a few words, even when they are nested without end', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(parseAiringPage({ data: { Page: { airingSchedules: [deep] } } }, NOW)?.malformed).toHaveLength(1);
    expect(describeRow('x'.repeat(1_000_000)).length).toBeLessThanOrEqual(300);
  });
});
