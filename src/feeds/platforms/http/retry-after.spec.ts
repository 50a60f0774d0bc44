import { readCount, readRetryAt } from './retry-after';

const now = new Date('2026-11-22T12:00:00Z');
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

describe('readRetryAt', () => {
  it.each([
    ['seconds', { 'retry-after': '60' }, inSeconds(61)],
    ['a date', { 'retry-after': 'Sun, 22 Nov 2026 12:02:00 GMT' }, inSeconds(121)],
    ['a date in the past', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, inSeconds(1)],
    ['zero', { 'retry-after': '0' }, inSeconds(1)],
    ["MangaDex's unix time", { 'x-ratelimit-retry-after': String(now.getTime() / 1_000 + 5) }, inSeconds(6)],
    ["AniList's unix time", { 'x-ratelimit-reset': String(now.getTime() / 1_000 + 30) }, inSeconds(31)],
    ['the first of several', { 'retry-after': '2', 'x-ratelimit-reset': '1' }, inSeconds(3)],
    ['the next where the first is unusable', { 'retry-after': '-1', 'x-ratelimit-reset': '1' }, inSeconds(1)],
    ['at most a day', { 'retry-after': '99999999' }, inSeconds(24 * 3_600)],
    ['nothing', {}, null],
    ['an empty value', { 'retry-after': '' }, null],
    ['a fraction', { 'retry-after': '1.5' }, null],
    ['words', { 'retry-after': 'soon' }, null],
    ['a header sent twice', { 'retry-after': ['1', '2'] }, null],
  ])('understands %s', (_what, headers, expected) => {
    expect(readRetryAt(headers, now)).toEqual(expected);
  });
});

describe('readCount', () => {
  it.each([
    ['30', 30],
    [' 0 ', 0],
    ['-1', null],
    ['3e2', null],
    ['9'.repeat(30), null],
    [undefined, null],
    [['30'], null],
  ])('reads %p as %p', (value, expected) => {
    expect(readCount(value)).toBe(expected);
  });
});
