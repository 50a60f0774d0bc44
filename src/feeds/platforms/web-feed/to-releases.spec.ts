import fc from 'fast-check';

import type { FeedEntry } from './feed-document';
import { toReleases } from './to-releases';

const SOURCE = 'https://example.org/feed';
const readAt = new Date('2026-11-22T12:00:00Z');
const entry = (fields: Partial<FeedEntry>): FeedEntry => ({
  id: null,
  link: null,
  title: null,
  date: null,
  ...fields,
});
const read = (...entries: FeedEntry[]) =>
  toReleases(SOURCE, { title: null, description: null, imageUrl: null, ttlMs: 0, entries }, readAt);
const keys = (...entries: FeedEntry[]): string[] => read(...entries).map(({ itemKey }) => itemKey);

describe('toReleases', () => {
  it('names an item by its identity, else by its link, else by title and date', () => {
    const link = 'https://example.org/1';
    expect(keys(entry({ id: 'tag:1', link, title: 'x' }))).toEqual(['tag:1']);
    expect(keys(entry({ link, title: 'x' }))).toEqual(['example.org/1']);
    expect(keys(entry({ title: 'x', date: readAt }))).toEqual([expect.stringMatching(/^content:/)]);
  });

  it('falls to the link where several share an identity, and to the content where they share the link too', () => {
    const items = [1, 2].map((n) => entry({ id: 'same', link: `https://example.org/${n}`, title: 'x' }));
    expect(keys(...items, entry({ id: 'own' }))).toEqual(['example.org/1', 'example.org/2', 'own']);
    const alike = [1, 2].map((n) =>
      entry({ id: 'same', link: 'https://example.org/', title: `Chapter ${n}` }),
    );
    expect(new Set(keys(...alike)).size).toBe(2);
  });

  it('gives an item that is in the document twice the name that it has alone', () => {
    const item = entry({ id: 'a', link: 'https://example.org/1', title: 'x' });
    expect(keys(item, { ...item })).toEqual(['a']);
  });

  it('keeps the name when the feed goes to https or an item is edited', () => {
    const before = entry({ id: 'http://example.org/?p=1', link: 'http://example.org/1', title: 'Teh title' });
    const after = entry({
      id: 'https://example.org/?p=1',
      link: 'https://example.org/1',
      title: 'The title',
      date: readAt,
    });
    expect(keys(before)).toEqual(keys(after));
  });

  it('recognises an item by what it says when its feed names all of them differently', () => {
    const fields = { link: 'https://example.org/1', title: 'One', date: readAt };
    const [before] = read(entry({ id: 'a', ...fields }));
    const [after] = read(entry({ id: 'b', ...fields }));
    expect(before?.itemKey).not.toBe(after?.itemKey);
    expect(before?.logicalKey).toBe(after?.logicalKey);
  });

  it('takes items for different ones that only share a title', () => {
    const [one, two] = read(
      entry({ id: 'a', title: 'New episode' }),
      entry({ id: 'b', title: 'New episode' }),
    );
    expect(one?.logicalKey).not.toBe(two?.logicalKey);
  });

  it('lists the newest first, those without a date in the order of the document', () => {
    const dated = entry({ id: 'old', date: new Date('2026-11-01') });
    expect(keys(dated, entry({ id: 'b' }), entry({ id: 'a' }))).toEqual(['b', 'a', 'old']);
  });

  it('counts what is dated into the future as released now', () => {
    const [release] = read(entry({ id: 'a', date: new Date('2037-12-31') }));
    expect(release?.releasedAt).toEqual(readAt);
  });

  it('links to the feed and names the link where an item has nothing else', () => {
    expect(read(entry({ id: 'a' }))).toMatchObject([{ url: SOURCE, label: 'New entry' }]);
    expect(read(entry({ link: 'https://example.org/1' }))).toMatchObject([
      { label: 'https://example.org/1' },
    ]);
  });

  it('keeps identities and labels short, whatever a feed makes of them', () => {
    const [release] = read(entry({ id: 'x'.repeat(100_000), title: '第'.repeat(10_000) }));
    expect(release?.itemKey.length).toBeLessThan(200);
    expect(release?.label.length).toBeLessThanOrEqual(250);
  });

  it('looks at the newest thousand of an archive', () => {
    const archive = Array.from({ length: 3_000 }, (_, n) =>
      entry({ id: String(n), date: new Date(readAt.getTime() - (3_000 - n) * 60_000) }),
    );
    const found = keys(...archive);
    expect(found).toHaveLength(1_000);
    expect(found[0]).toBe('2999');
  });

  it('gives each item of a document once, under the same names in whatever order', () => {
    const entries = fc.array(
      fc.record({
        id: fc.option(fc.constantFrom('1', '2', '3', 'https://example.org/')),
        link: fc.option(fc.constantFrom('https://example.org/', 'http://example.org/2')),
        title: fc.option(fc.constantFrom('A', 'B', 'C')),
        date: fc.option(fc.constantFrom(readAt, new Date('2026-11-21'))),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        entries.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        ([items, shuffled]) => {
          const names = keys(...items);
          expect(new Set(names).size).toBe(names.length);
          expect([...keys(...shuffled)].sort()).toEqual([...names].sort());
        },
      ),
    );
  });
});
