import { Recent } from './recent';

describe('Recent', () => {
  it('knows what it has seen, until more has come since than it holds', () => {
    const recent = new Recent(2);
    expect(['a', 'a', 'b', 'b', 'c', 'a', 'c'].map((key) => recent.add(key))).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('gives each away once', () => {
    const recent = new Recent(2);
    recent.add('a');
    expect([recent.take('a'), recent.take('a'), recent.take('b')]).toEqual([true, false, false]);
  });
});
