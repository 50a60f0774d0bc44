import { toChoices } from './choices';

const suggestion = {
  title: 'Frieren',
  year: 2023,
  platformName: 'AniList',
  value: 'https://anilist.co/anime/1',
};

describe('toChoices', () => {
  it('shows title, year and platform', () => {
    expect(toChoices([suggestion, { ...suggestion, year: null, value: 'b' }])).toEqual([
      { name: 'Frieren (2023) · AniList', value: suggestion.value },
      { name: 'Frieren · AniList', value: 'b' },
    ]);
  });

  it('cuts long titles within 100 characters, keeps what is behind them and splits no character', () => {
    const [choice] = toChoices([{ ...suggestion, title: '🎉'.repeat(200) }]);
    expect(choice?.name.length).toBeLessThanOrEqual(100);
    expect(choice?.name).toMatch(/… \(2023\) · AniList$/);
    expect(choice?.name.isWellFormed()).toBe(true);
  });

  it('offers each value once, at most 25, and none without a name', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...suggestion, value: String(index) }));
    expect(toChoices([...many.slice(0, 3), ...many])).toHaveLength(25);
    expect(toChoices([{ ...suggestion, title: ' \n' }])[0]?.name).toBe('Untitled (2023) · AniList');
  });
});
