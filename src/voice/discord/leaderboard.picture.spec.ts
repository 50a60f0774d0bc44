import { toSnowflake } from '../../common';
import { altOf, leaderboardPicture } from './leaderboard.picture';
import type { BoardModel } from './leaderboard.view';

const [first, second, third] = ['100000000000000001', '100000000000000002', '100000000000000003'] as const;
const place = { guildId: toSnowflake('100000000000000009'), guildName: 'Harbour', userId: second };
const names = { get: (userId: string) => ({ name: `N${userId.slice(-1)}`, avatarUrl: null }) };
const HOUR = 3_600_000;
const board: BoardModel = {
  asked: { range: 'month', askedAt: 0, partnerId: null },
  entries: [
    { rank: 1, userId: first, ms: 4 * HOUR },
    { rank: 2, userId: second, ms: HOUR },
  ],
  ...{ page: 1, size: 3, totalMs: 6 * HOUR, mostMs: 4 * HOUR, isRecounting: false },
  own: { rank: 2, userId: second, ms: HOUR },
};

describe('leaderboardPicture', () => {
  it('measures bars by the first of all pages and marks the row of who asked', () => {
    const { rows, own, title, summary } = leaderboardPicture(place, board, names);
    expect(rows.map(({ share, isOwn }) => [share, isOwn])).toEqual([
      [1, false],
      [0.25, true],
    ]);
    expect([own, title, summary]).toEqual([null, 'This month in voice', '3 members · 6 h 00 min in all']);
  });

  it('adds the own row where it is on another page', () => {
    const elsewhere = { ...board, own: { rank: 3, userId: third, ms: HOUR / 2 } };
    const { own } = leaderboardPicture({ ...place, userId: third }, elsewhere, names);
    expect(own).toMatchObject({ rank: 3, name: 'N3', time: '30 min', share: 0.125, isOwn: true });
  });

  it('names the member whose company is ranked, and no sum', () => {
    const together = { ...board, asked: { ...board.asked, partnerId: third }, own: null };
    expect(leaderboardPicture(place, together, names)).toMatchObject({
      ...{ title: 'This month', summary: '3 members', own: null },
      partner: { userId: third, name: 'N3' },
    });
  });

  it('says the same in words, in no more than Discord takes', () => {
    expect(altOf(leaderboardPicture(place, board, names))).toBe(
      'This month in voice: 1. N1, 4 h 00 min; 2. N2, 1 h 00 min',
    );
    const entries = Array.from({ length: 10 }, () => ({ rank: 99_999, userId: first, ms: 1e15 }));
    const long = { get: () => ({ name: '👩‍👩‍👧‍👦'.repeat(32), avatarUrl: null }) };
    const alt = altOf(leaderboardPicture(place, { ...board, entries }, long));
    expect(alt.length).toBeLessThanOrEqual(1_024);
    expect(alt).toContain('99999. 👩‍👩‍👧‍👦');
  });
});
