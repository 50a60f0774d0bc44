import fc from 'fast-check';

import { expectSendable } from '../../../test/support/expect-sendable';
import { type ReleaseModel, releaseView } from './release.view';

const item = {
  label: 'Chapter 105: The Lighthouse',
  url: 'https://mangadex.org/chapter/5b1c6a0e-1111-4222-8333-444455556666',
  groupName: 'Harbour Scans',
  releasedAt: new Date('2026-11-22T12:00:00Z'),
};
const model: ReleaseModel = {
  seriesTitle: 'Salt & Starlight',
  seriesUrl: 'https://mangadex.org/title/5b1c6a0e-0000-4222-8333-444455556666',
  coverUrl: 'https://og.mangadex.org/og-image/manga/5b1c6a0e-0000-4222-8333-444455556666',
  platformName: 'MangaDex',
  items: [item],
};

describe('releaseView', () => {
  it('says what is new, where to read it, when, and whose work it is', () => {
    const sent = JSON.stringify(releaseView(model));
    expect(sent).toContain('Salt & Starlight');
    expect(sent).toContain('[Chapter 105: The Lighthouse](https://mangadex.org/chapter/5b1c6a0e-1111');
    expect(sent).toContain('<t:1795348800:R>');
    expect(sent).toContain('From MangaDex · Harbour Scans');
    expect(sent).toContain('"label":"Open on mangadex.org"');
    expectSendable(releaseView(model));
  });

  it('names each of several releases and credits each group once', () => {
    const items = ['105', '106', '107'].map((n) => ({ ...item, label: `Chapter ${n}` }));
    const sent = JSON.stringify(releaseView({ ...model, items }));
    expect(sent).toContain('3 new releases');
    for (const n of ['105', '106', '107']) expect(sent).toContain(`[Chapter ${n}]`);
    expect(sent.match(/Harbour Scans/g)).toHaveLength(1);
  });

  it('stays sendable with the longest and strangest titles there can be', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constant('**漢字** 🎉 @everyone [x](https://evil.example) '.repeat(12)),
    );
    const anyItem = fc.record({
      label: text,
      url: fc.oneof(fc.webUrl(), fc.constant(`https://example.org/${'a'.repeat(900)}`)),
      groupName: fc.option(text),
      releasedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2037-12-31') }),
    });
    fc.assert(
      fc.property(
        text,
        fc.array(anyItem, { minLength: 1, maxLength: 120 }),
        fc.boolean(),
        (title, items, cover) => {
          expectSendable(
            releaseView({ ...model, seriesTitle: title, items, coverUrl: cover ? model.coverUrl : null }),
          );
        },
      ),
    );
  });

  it('lets no mention, masked link or heading of a title come alive', () => {
    const seriesTitle = '@everyone <@123> [click](https://evil.example)';
    const sent = JSON.stringify(releaseView({ ...model, seriesTitle, coverUrl: null }));
    expect(sent).not.toContain('@everyone');
    expect(sent).not.toMatch(/[^\\]<@/);
    expect(sent).toContain(JSON.stringify('\\[click\\]').slice(1, -1));
    expect(sent).not.toContain(JSON.stringify('\\\\[').slice(1, -1));
  });
});
