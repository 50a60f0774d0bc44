import type { Canvas } from '@napi-rs/canvas';
import fc from 'fast-check';

import { SIZE } from '../../../src/discord/drawing';
import { registerFonts } from '../../../src/discord/drawing/fonts';
import { heatColor } from '../../../src/voice/discord/drawings/heat';
import { draw } from '../../../src/voice/discord/drawings/stats.drawing';
import type { Body, Chart, StatsPicture } from '../../../src/voice/discord/stats-picture';
import { fuzzed } from '../../support/fuzz';

const DAY = 86_400_000;
const BRIGHTEST = heatColor(1);

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('🎉漢字العربية', 'ช่องเสียง', 'ערוץ', '👩‍👩‍👧‍👦'.repeat(20), '\u202e\u0000', ''),
);
const time = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 25 * 3_600_000 }),
  fc.nat({ max: 2 ** 31 }).map((ms) => ms * 10_000),
);
const times = (maxLength: number) => fc.array(fc.record({ name, label: name, ms: time }), { maxLength });
const chart = fc.record<Chart>({
  kind: fc.constant('chart'),
  caption: name,
  shape: fc.constantFrom('line', 'bars'),
  points: times(400),
});
const year = fc
  .record({ year: fc.integer({ min: 2000, max: 2099 }), from: fc.nat({ max: 300 }), sums: fc.array(time) })
  .map(({ year: of, from, sums }): Body => {
    const days = sums.map((ms, index) => ({ ms, date: dateOf(of, from + index) }));
    return { kind: 'year', year: of, days };
  });
const hours = fc.array(time, { minLength: 168, maxLength: 168 });
const tiles = fc.array(fc.record({ label: name, value: name, note: name }), { minLength: 4, maxLength: 4 });
const body: fc.Arbitrary<Body> = fc.oneof(
  chart,
  chart.map((each): Body => ({ ...each, members: each.points.map((_, index) => index) })),
  fc.record({ kind: fc.constant('overview' as const), chart, channels: times(5) }),
  year,
  fc.record({ kind: fc.constant('week' as const), hours }),
  fc.record({ kind: fc.constant('channels' as const), channels: times(9) }),
  fc.record({ kind: fc.constant('records' as const), tiles }),
);
const picture = fc.record<StatsPicture>({
  subject: fc.record({ id: fc.constant('1'), name, imageUrl: fc.constant(null) }),
  ...{ subtitle: name, totalMs: time, facts: tiles, body, zone: name },
});

function dateOf(of: number, day: number): string {
  return new Date(Date.UTC(of, 0, 1) + day * DAY).toISOString().slice(0, 10);
}

function drawn(of: Body): Canvas {
  const subject = { id: '1', name: 'Somebody', imageUrl: null };
  return draw({ subject, subtitle: '', totalMs: 0, facts: [], body: of, zone: 'UTC' }, new Map()) as Canvas;
}

/** How many pixels have a colour. */
function countOf(canvas: Canvas, color: string): number {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const [red, green, blue] = color.match(/\d+/g)?.map(Number) ?? [];
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found += 1;
  }
  return found;
}

describe('the pictures of voice statistics', () => {
  beforeAll(registerFonts);

  it('are drawn whatever is in them, no higher than Discord shows beside their width', () => {
    fc.assert(
      fc.property(picture, (model) => {
        const { width, height } = draw(model, new Map()) as Canvas;
        expect(width).toBe(SIZE.width);
        expect(height).toBeGreaterThan(200);
        expect(height / width).toBeLessThanOrEqual(350 / 550 + 0.01);
      }),
      fuzzed(40),
    );
  });

  it.each([2023, 2024, 2028, 2040])('have a square for each day of %d and none for others', (of) => {
    const length = (Date.UTC(of + 1, 0, 1) - Date.UTC(of, 0, 1)) / DAY;
    const days = (first: number, last: number) =>
      Array.from({ length: last - first }, (_, index) => ({ date: dateOf(of, first + index), ms: 1 }));
    const squares = (given: { date: string; ms: number }[]): number =>
      countOf(drawn({ kind: 'year', year: of, days: given }), BRIGHTEST);
    // The legend has one, too.
    const one = squares([]);
    expect(one).toBeGreaterThan(0);
    expect(squares(days(0, length))).toBe((length + 1) * one);
    expect(squares(days(length - 1, length))).toBe(2 * one);
    expect(squares(days(length, length + 40))).toBe(one);
  });

  it('have a square for each hour of the week', () => {
    const squares = (week: readonly number[]): number =>
      countOf(drawn({ kind: 'week', hours: week }), BRIGHTEST);
    const none = squares(new Array<number>(168).fill(0));
    const each = squares([...new Array<number>(167).fill(0), 5]) - none;
    expect(each).toBeGreaterThan(0);
    expect(squares(new Array<number>(168).fill(5)) - none).toBe(168 * each);
  });
});
