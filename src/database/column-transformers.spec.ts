import { booleanInteger, commaSeparated, instant, json } from './column-transformers';

describe('column transformers', () => {
  it('store an instant as epoch milliseconds and read it back', () => {
    const date = new Date('2026-01-05T09:47:44.123Z');

    expect(instant.to(date)).toBe(1767606464123);
    expect(instant.from(1767606464123)).toEqual(date);
    expect(instant.to(new Date(0))).toBe(0);
    expect(instant.from(0)).toEqual(new Date(0));
  });

  it('keep null as null and undefined as undefined', () => {
    for (const transformer of [instant, json]) {
      expect(transformer.to(null)).toBeNull();
      expect(transformer.to(undefined)).toBeUndefined();
      expect(transformer.from(null)).toBeNull();
    }
    expect(booleanInteger.to(undefined)).toBeUndefined();
    expect(commaSeparated.to(undefined)).toBeUndefined();
  });

  it('store a boolean as 0 or 1', () => {
    expect([booleanInteger.to(true), booleanInteger.to(false)]).toEqual([1, 0]);
    expect([booleanInteger.from(1), booleanInteger.from(0)]).toEqual([true, false]);
  });

  it('store any JSON value as text', () => {
    const value = { title: '第1話 🎉', pages: [1, null, true] };

    expect(json.from(json.to(value))).toEqual(value);
  });

  it('store a list as comma-separated text, the empty one as NULL', () => {
    expect(commaSeparated.to(['Action', '恋愛'])).toBe('Action,恋愛');
    expect(commaSeparated.to([])).toBeNull();
    expect(commaSeparated.from('Action, 恋愛,')).toEqual(['Action', '恋愛']);
    expect(commaSeparated.from(null)).toEqual([]);
  });
});
