import { readWishes } from './read-wishes';

const nothing = { languages: null, preferGroups: null, ignoreGroups: null };

describe('readWishes', () => {
  it('changes nothing of what was not said', () => {
    expect(readWishes(nothing)).toEqual({});
  });

  it('reads lists, each entry once', () => {
    expect(
      readWishes({ languages: 'EN, id,en', preferGroups: 'Harbour Scans, Lantern', ignoreGroups: 'none' }),
    ).toEqual({
      languages: ['en', 'id'],
      preferredGroups: ['Harbour Scans', 'Lantern'],
      ignoredGroups: [],
    });
  });

  it('refuses what is not a language and too long lists', () => {
    expect(() => readWishes({ ...nothing, languages: 'english!' })).toThrow(/not a language code/);
    const eleven = Array.from({ length: 11 }, (_, index) => `Group ${index}`).join(',');
    expect(() => readWishes({ ...nothing, ignoreGroups: eleven })).toThrow(/at most 10/);
  });
});
