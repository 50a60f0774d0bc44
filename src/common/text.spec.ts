import fc from 'fast-check';

import { truncate } from './text';

describe('truncate', () => {
  it('leaves short text alone and never exceeds the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, max) => {
        const short = truncate(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (text.length <= max) expect(short).toBe(text);
      }),
    );
  });

  it('never splits a surrogate pair or a joined emoji', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, max) => {
        expect(truncate(text, max).isWellFormed()).toBe(true);
      }),
    );
    expect(truncate('👩‍👩‍👧‍👦 family', 8)).toBe('…');
    expect(truncate('漢字の題名', 4)).toBe('漢字の…');
  });
});
