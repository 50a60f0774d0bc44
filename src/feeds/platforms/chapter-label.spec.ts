import { chapterLabel, normaliseNumber } from './chapter-label';

describe('chapterLabel', () => {
  it.each([
    [{ volume: null, number: '10.5', title: 'Tide' }, 'Chapter 10.5: Tide'],
    [{ volume: '2', number: '10', title: null }, 'Vol. 2 Chapter 10'],
    [{ volume: '2', number: '10', title: '潮' }, 'Vol. 2 Chapter 10: 潮'],
    [{ volume: null, number: null, title: 'A Door' }, 'Oneshot: A Door'],
    [{ volume: '1', number: null, title: null }, 'Oneshot'],
  ])('says %p as %p', (name, expected) => {
    expect(chapterLabel(name)).toBe(expected);
  });
});

describe('normaliseNumber', () => {
  it.each([
    ['10', '10'],
    ['010', '10'],
    ['0', '0'],
    ['00', '0'],
    ['00.5', '0.5'],
    ['1.10', '1.10'],
    ['12A', '12a'],
    ['Extra', 'extra'],
  ])('makes %p into %p', (number, expected) => {
    expect(normaliseNumber(number)).toBe(expected);
  });
});
