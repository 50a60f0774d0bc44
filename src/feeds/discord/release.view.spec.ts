import fc from 'fast-check';

import { expectSendable } from '../../../test/support/expect-sendable';
import { catchUpView } from './catch-up.view';
import { burstHeadline, type ReleaseLine } from './release-lines';
import { releaseView, type SeriesReleases } from './release.view';

const item = {
  number: '105',
  label: 'Chapter 105: The Lighthouse',
  url: 'https://mangadex.org/chapter/5b1c6a0e-1111-4222-8333-444455556666',
  groupName: 'Harbour Scans',
  releasedAt: new Date('2026-11-22T12:00:00Z'),
  isBackfill: false,
};
const model: SeriesReleases = {
  feedId: 7,
  roleId: null,
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
    const items = ['105', '106', '107'].map((n) => ({ ...item, number: n, label: `Chapter ${n}` }));
    const sent = JSON.stringify(releaseView({ ...model, items }));
    expect(sent).toContain('Chapters 105–107');
    for (const n of ['105', '106', '107']) expect(sent).toContain(`[Chapter ${n}]`);
    expect(sent.match(/Harbour Scans/g)).toHaveLength(1);
  });

  it('tells chapters that were added late apart from the new ones', () => {
    const line = (n: string, isBackfill: boolean): ReleaseLine => ({
      ...item,
      number: n,
      label: `Chapter ${n}`,
      url: `https://mangadex.org/chapter/${n}`,
      isBackfill,
    });
    const items = [line('3', true), line('105', false), line('4', true), line('106', false)];
    const sent = JSON.stringify(releaseView({ ...model, items }));
    expect(sent).toMatch(
      /Chapters 105–106.*\[Chapter 105\].*\[Chapter 106\].*2 older chapters added.*\[Chapter 3\]\(https:\/\/mangadex.org\/chapter\/3\).*\[Chapter 4\]/,
    );
    expect(sent).toContain('"url":"https://mangadex.org/chapter/105"');
    const older = JSON.stringify(releaseView({ ...model, items: [line('3', true)] }));
    expect(older).toMatch(/1 older chapter added.*\[Chapter 3\]/);
    expect(older).not.toContain('new release');
  });

  it('stays sendable with the longest and strangest titles there can be', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constant('**漢字** 🎉 @everyone [x](https://evil.example) '.repeat(12)),
    );
    const anyItem = fc.record({
      label: text,
      number: fc.option(fc.constantFrom('1', '2', '10.5')),
      url: fc.oneof(
        fc.webUrl(),
        ...[490, 900].map((n) => fc.constant(`https://example.org/${'a'.repeat(n)}`)),
      ),
      groupName: fc.option(text),
      isBackfill: fc.boolean(),
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

describe('burstHeadline', () => {
  const line = (label: string, number: string | null): ReleaseLine => ({ ...item, label, number });

  it('names the range of consecutive chapters, whatever their order', () => {
    expect(burstHeadline([line('Chapter 102', '102'), line('Chapter 101', '101')])).toBe('Chapters 101–102');
    expect(burstHeadline([line('Vol. 2 Chapter 9', '9'), line('Vol. 2 Chapter 10', '10')])).toBe(
      'Chapters 9–10',
    );
    expect(burstHeadline([line('Episode 1', '1'), line('Episode 2', '2')])).toBe('Episodes 1–2');
  });

  it('counts where there are gaps, halves or oneshots, and says nothing of a single one', () => {
    expect(burstHeadline([line('Chapter 1', '1'), line('Chapter 3', '3')])).toBe('2 new releases');
    expect(burstHeadline([line('Chapter 1', '1'), line('Chapter 1.5', '1.5')])).toBe('2 new releases');
    expect(burstHeadline([line('Oneshot: Tide', null), line('Chapter 1', '1')])).toBe('2 new releases');
    expect(burstHeadline([line('Chapter 1', '1')])).toBeNull();
  });
});

describe('catchUpView', () => {
  it('stays sendable with many series of the longest titles', () => {
    const long = '漢字🎉@everyone '.repeat(60);
    const items = Array.from({ length: 30 }, () => ({ ...item, label: long, groupName: long }));
    const series = Array.from({ length: 60 }, () => ({ ...model, seriesTitle: long, items }));
    expectSendable(catchUpView(series));
    expect(JSON.stringify(catchUpView(series))).toContain('1800 releases of 60 series');
    const url = `https://example.org/${'a'.repeat(490)}`;
    const mixed = [...items, { ...item, label: long, isBackfill: true }].map((entry) => ({ ...entry, url }));
    const longer = catchUpView(series.map((entry) => ({ ...entry, seriesUrl: url, items: mixed })));
    expectSendable(longer);
    expect(JSON.stringify(longer)).toMatch(/more series/);
  });

  it('tells chapters that were added late apart from the new ones', () => {
    const items = [item, { ...item, label: 'Chapter 2', isBackfill: true }];
    expect(JSON.stringify(catchUpView([{ ...model, items }, model]))).toMatch(
      /\[Chapter 105: The Lighthouse\].*1 older chapter added.*\[Chapter 2\]\(https/,
    );
  });
});
