import type { Release } from '../platforms';
import { type Announced, selectUpcoming } from './select-upcoming';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const release = (chapter: number, inHours: number, over: Partial<Release> = {}): Release => ({
  sourceId: 's',
  itemKey: `${chapter} ${inHours}`,
  logicalKey: `s|${chapter}`,
  label: `Chapter ${chapter}`,
  number: String(chapter),
  url: 'https://example.org/chapter',
  language: 'en',
  groupName: 'A',
  releasedAt: new Date(NOON + inHours * 3_600_000),
  ...over,
});
const announced = (
  name: string,
  releases: readonly Release[],
  { known = [], ...wishes }: Partial<Announced['subscription']> & Partial<Pick<Announced, 'known'>> = {},
): Announced => ({
  feed: { name, sourceUrl: `https://example.org/${name}` },
  subscription: { languages: [], ignoredGroups: null, mutedUntil: null, ...wishes },
  releases,
  known,
});
const labels = (...series: readonly Announced[]): string[] =>
  selectUpcoming(series).releases.map(({ seriesTitle, label }) => `${seriesTitle} ${label}`);

describe('selectUpcoming', () => {
  it('puts all series into the order of time, and of their names at the same time', () => {
    const [a, b] = [announced('a', [release(2, 5), release(1, 1)]), announced('b', [release(7, 1)])];
    expect(labels(b, a)).toEqual(['a Chapter 1', 'b Chapter 7', 'a Chapter 2']);
    expect(selectUpcoming([b]).releases).toEqual([
      {
        seriesTitle: 'b',
        seriesUrl: 'https://example.org/b',
        label: 'Chapter 7',
        at: release(7, 1).releasedAt,
      },
    ]);
  });

  it('shows a chapter once, when it comes first, and not at all when it is out', () => {
    const twice = [release(1, 9, { groupName: 'A' }), release(1, 3, { groupName: 'B' })];
    const { releases } = selectUpcoming([announced('a', twice)]);
    expect(releases.map(({ at }) => at)).toEqual([release(1, 3).releasedAt]);
    expect(labels(announced('a', twice, { known: [release(1, -9)] }))).toEqual([]);
    expect(labels(announced('a', twice, { known: [release(1, -9, { language: 'fr' })] }))).toHaveLength(1);
  });

  it('leaves out languages and groups that are not wanted', () => {
    const all = [release(1, 1, { language: 'fr' }), release(2, 2), release(3, 3, { language: null })];
    expect(labels(announced('a', all))).toEqual(['a Chapter 2', 'a Chapter 3']);
    expect(labels(announced('a', all, { languages: ['fr'] }))).toEqual(['a Chapter 1', 'a Chapter 3']);
    expect(labels(announced('a', all, { ignoredGroups: ['a'] }))).toEqual([]);
  });

  it('counts what comes while its series is muted and shows what comes afterwards', () => {
    const mutedUntil = new Date(NOON + 4 * 3_600_000);
    const series = announced('a', [release(1, 1), release(2, 4), release(3, 5)], { mutedUntil });
    expect(labels(series)).toEqual(['a Chapter 2', 'a Chapter 3']);
    expect(selectUpcoming([series]).muted).toBe(1);
  });

  it('does not show again afterwards what came while its series was muted', () => {
    const mutedUntil = new Date(NOON + 4 * 3_600_000);
    const twice = [release(1, 1, { groupName: 'A' }), release(1, 5, { groupName: 'B' })];
    expect(selectUpcoming([announced('a', twice, { mutedUntil })])).toEqual({ releases: [], muted: 1 });
  });
});
