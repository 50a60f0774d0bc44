import fc from 'fast-check';

import { type Candidate, selectTold, type Wishes } from './select-told';

const everything: Wishes = { languages: [], preferredGroups: [], ignoredGroups: [] };
let nextId = 1;
const item = (
  chapter: number,
  { language = 'en', group = 'A' }: { language?: string | null; group?: string | null } = {},
): Candidate & { readonly id: number } => ({
  id: nextId++,
  logicalKey: `m ${chapter}`,
  language,
  groupName: group,
});

describe('selectTold', () => {
  it('tells one release of a chapter by several groups, the preferred one when they come together', () => {
    const [a, b] = [item(1), item(1, { group: 'B' })];
    expect(selectTold(everything, [a, b], [])).toEqual([a]);
    expect(selectTold({ ...everything, preferredGroups: ['b'] }, [a, b], [])).toEqual([b]);
    expect(selectTold({ ...everything, preferredGroups: ['B'] }, [b], [a])).toEqual([]);
  });

  it('tells the release of another group when the first one is ignored', () => {
    const [a, b] = [item(1), item(1, { group: 'B' })];
    expect(selectTold({ ...everything, ignoredGroups: ['A'] }, [a], [])).toEqual([]);
    expect(selectTold({ ...everything, ignoredGroups: ['A'] }, [b], [a])).toEqual([b]);
  });

  it('tells a joint release unless all its groups are ignored', () => {
    const joint = item(1, { group: 'A & B' });
    expect(selectTold({ ...everything, ignoredGroups: ['A'] }, [joint], [])).toEqual([joint]);
    expect(selectTold({ ...everything, ignoredGroups: ['A', 'B'] }, [joint], [])).toEqual([]);
  });

  it('tells wanted languages only, each chapter once, the most wanted language first', () => {
    const [en, id, fr] = [item(1), item(1, { language: 'id' }), item(1, { language: 'fr' })];
    expect(selectTold(everything, [id], [])).toEqual([]);
    expect(selectTold({ ...everything, languages: ['id', 'en'] }, [en, id, fr], [])).toEqual([id]);
    expect(selectTold({ ...everything, languages: ['id', 'en'] }, [id], [en])).toEqual([]);
    expect(selectTold({ ...everything, languages: ['id'] }, [id], [en])).toEqual([id]);
  });

  it('tells items without language or group to everybody', () => {
    const episode = item(1, { language: null, group: null });
    expect(selectTold({ ...everything, languages: ['id'], ignoredGroups: ['A'] }, [episode], [])).toEqual([
      episode,
    ]);
  });

  it('tells every wanted chapter exactly once, however the releases are split into reads', () => {
    const release = fc.record({
      chapter: fc.nat(6),
      language: fc.constantFrom('en', 'id', 'fr'),
      group: fc.constantFrom('A', 'B', 'A & B'),
    });
    const wishes = fc.record({
      languages: fc.subarray(['en', 'id']),
      preferredGroups: fc.subarray(['A', 'B']),
      ignoredGroups: fc.subarray(['A', 'B']),
    });
    fc.assert(
      fc.property(
        fc.array(release),
        wishes,
        fc.array(fc.integer({ min: 1, max: 5 })),
        (releases, wish, sizes) => {
          const items = releases.map(({ chapter, language, group }) => item(chapter, { language, group }));
          const told: Candidate[] = [];
          for (let start = 0, read = 0; start < items.length; read++) {
            const size = sizes[read] ?? 1;
            const fresh = items.slice(start, start + size);
            const keys = new Set(fresh.map(({ logicalKey }) => logicalKey));
            told.push(
              ...selectTold(
                wish,
                fresh,
                items.slice(0, start).filter(({ logicalKey }) => keys.has(logicalKey)),
              ),
            );
            start += size;
          }
          const inOneRead = selectTold(wish, items, []);
          const chapters = (list: readonly Candidate[]): string[] =>
            list.map(({ logicalKey }) => logicalKey).sort();
          expect(chapters(told)).toEqual(chapters(inOneRead));
          expect(new Set(chapters(told)).size).toBe(told.length);
        },
      ),
    );
  });
});
