import fc from 'fast-check';

import { cleanText, fitText, graphemesOf, initialOf, isRightToLeft } from './names';

/** Every character one wide. */
const widthOf = (text: string): number => graphemesOf(text).length;

describe('fitText', () => {
  it.each([
    ['leaves what fits', 'Rowan', 5, 'Rowan'],
    ['shortens at the end', 'Rowan of the Harbour', 9, 'Rowan of…'],
    ['keeps no space before the ellipsis', 'Rowan of', 7, 'Rowan…'],
    ['keeps families together', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2, '👩‍👩‍👧‍👦…'],
    ['keeps flags and marks whole', '🏴󠁧󠁢󠁥󠁮󠁧󠁿é漢字', 3, '🏴󠁧󠁢󠁥󠁮󠁧󠁿é…'],
    ['has the ellipsis alone where nothing fits', 'Rowan', 0, '…'],
  ])('%s', (_what, text, width, expected) => {
    expect(fitText(text, width, widthOf)).toBe(expected);
  });

  it('is never wider than it may be, and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const fitted = fitText(text, width, widthOf);
        expect(widthOf(fitted)).toBeLessThanOrEqual(width);
        expect(fitted.isWellFormed()).toBe(text.isWellFormed());
        expect(text.startsWith(fitted.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

describe('cleanText', () => {
  it.each([
    ['names as they are', '🎉漢字 العربية 한국어 ไทย हिन्दी', '🎉漢字 العربية 한국어 ไทย हिन्दी'],
    ['one line and single spaces', ' a\n\tb   c ', 'a b c'],
    ['no overrides of direction', 'abc\u202egnp.exe\u2066', 'abcgnp.exe'],
    ['joiners of emoji and Persian', '👩‍🚀 می‌خواهم', '👩‍🚀 می‌خواهم'],
    ['the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['plain letters for fancy ones', '𝓕𝓪𝓷𝓬𝔂 ꧁𝟙꧂', 'Fancy 1'],
    ['something for nothing', '\u3164\u200b \u2800', '?'],
    ['something for joiners and marks alone', '\u200d\u0301', '?'],
  ])('gives %s', (_what, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('bounds what is stacked on a character, and the whole', () => {
    expect(cleanText(`z${'\u0335'.repeat(60)}algo`)).toBe(`z${'\u0335'.repeat(4)}algo`);
    expect(graphemesOf(cleanText('ab'.repeat(500)))).toHaveLength(100);
  });

  it('makes of anything one line that can be drawn', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cleaned = cleanText(text);
        expect(cleaned).toMatch(/^\S(.*\S)?$/su);
        expect(cleaned).not.toMatch(/[\n\r\u2028\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

it.each([
  ['rowan', 'R', false],
  ['🎉漢字', '🎉', false],
  ['!! ølaf', 'Ø', false],
  ['«علي»', 'ع', true],
  ['שלום Rowan', 'ש', true],
  ['Rowan שלום', 'R', false],
  ['...', '.', false],
])('%s has an initial and a direction', (name, initial, rightToLeft) => {
  expect(initialOf(name)).toBe(initial);
  expect(isRightToLeft(name)).toBe(rightToLeft);
});
