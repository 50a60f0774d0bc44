import fc from 'fast-check';

import { contrast, luminance, mix, readableOn, withAlpha } from './color-math';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the arithmetic of colours', () => {
  it('mixes, fades and measures as documented', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mix('#102030', '#ffffff', 0)).toBe('#102030');
    expect(withAlpha('#102030', 0.5)).toBe('#10203080');
    expect(luminance('#ffffff')).toBeCloseTo(1);
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeGreaterThan(4.5);
  });

  it('finds a readable form of every colour on every ground', () => {
    fc.assert(
      fc.property(color, color, (ground, wanted) => {
        expect(contrast(ground, readableOn(ground, wanted))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
