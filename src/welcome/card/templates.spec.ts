import { backgroundOf, isBackground, isTemplate, PLAIN, SCENES, TEMPLATES, templateOf } from './templates';

describe('the templates', () => {
  it('are twelve, each with an artwork and a colour of its own', () => {
    expect(TEMPLATES).toHaveLength(12);
    expect(new Set(TEMPLATES.map(({ name }) => name))).toEqual(new Set(Object.keys(SCENES)));
    expect(new Set(TEMPLATES.map(({ color }) => color)).size).toBe(12);
    for (const { color } of TEMPLATES) expect(color).toMatch(/^#[\da-f]{6}$/);
  });

  it.each([
    ['tide', 'tide'],
    ['1', 'aurora'],
    ['12', 'slate'],
    ['0', 'aurora'],
    ['13', 'aurora'],
    ['mauve', 'aurora'],
    ['', 'aurora'],
    [null, 'aurora'],
  ])('are found by name or by the original’s number: %p', (stored, name) => {
    expect(templateOf(stored).name).toBe(name);
  });

  it('show their own artwork unless another, or none, was chosen', () => {
    const tide = templateOf('tide');
    expect(backgroundOf(tide, null)).toBe('tide');
    expect(backgroundOf(tide, 'dunes')).toBe('dunes');
    expect(backgroundOf(tide, PLAIN)).toBe(PLAIN);
    expect(backgroundOf(tide, 'constructor')).toBe('tide');
  });

  it('know their names, and nothing else', () => {
    expect([isTemplate('tide'), isTemplate('1'), isTemplate('plain')]).toEqual([true, false, false]);
    expect([isBackground('tide'), isBackground('plain'), isBackground('toString')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
