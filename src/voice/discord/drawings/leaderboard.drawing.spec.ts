import { COLOR } from '../../../discord/drawing';
import { draw, type LeaderboardPicture, type PictureRow } from './leaderboard.drawing';

const row: PictureRow = {
  ...{ rank: 1, userId: '1', name: 'Rowan', avatarUrl: null },
  ...{ time: '1 h 00 min', share: 0.5, isOwn: false },
};
const board: LeaderboardPicture = {
  ...{ title: 'This month in voice', place: 'The Harbour', summary: '1 member' },
  ...{ partner: null, rows: [row], own: null },
};

/** As `#rrggbb`, or with the opacity where it is none. */
async function colorAt(model: LeaderboardPicture, x: number, y: number): Promise<string> {
  const canvas = await draw(model, new Map());
  const [red = 0, green = 0, blue = 0, alpha] = canvas.getContext('2d').getImageData(x, y, 1, 1).data;
  const hex = [red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('');
  return alpha === 255 ? `#${hex}` : `#${hex}/${alpha ?? 0}`;
}

describe('the drawing of a leaderboard', () => {
  const heightOf = async (model: LeaderboardPicture): Promise<number> =>
    (await draw(model, new Map())).height;

  it('grows with its rows and the own one', async () => {
    const none = await heightOf({ ...board, rows: [] });
    const one = await heightOf(board);
    const step = one - none;
    expect(step).toBeGreaterThan(40);
    expect(await heightOf({ ...board, rows: Array.from({ length: 10 }, () => row) })).toBe(none + 10 * step);
    expect(await heightOf({ ...board, own: row })).toBeGreaterThan(one + step);
  });

  it('is transparent around the card, and highlights the own row only', async () => {
    expect(await colorAt(board, 0, 0)).toBe('#000000/0');
    // Between the rank's medal and the row's left edge.
    expect(await colorAt(board, 50, 148)).toBe(COLOR.panel);
    expect(await colorAt({ ...board, rows: [{ ...row, isOwn: true }] }, 50, 148)).toBe(COLOR.panelOwn);
  });

  it('gives medals to the first three, equals too, and fills bars by the share', async () => {
    const ranked = (rank: number, share = 0.5): LeaderboardPicture => ({
      ...board,
      rows: [{ ...row, rank, share }],
    });
    for (const [rank, color] of [
      [1, COLOR.gold],
      [2, COLOR.silver],
      [3, COLOR.bronze],
    ] as const) {
      expect(await colorAt(ranked(rank), 600, 148)).toBe(color);
    }
    expect(await colorAt(ranked(4), 600, 148)).not.toBe(COLOR.track);
    expect(await colorAt(ranked(1, 0.2), 600, 148)).toBe(COLOR.track);
    expect(await colorAt(ranked(1, 0), 540, 148)).toBe(COLOR.track);
  });

  it('takes whatever names and times there are', async () => {
    const long = { ...row, rank: 99_999, name: '👩‍👩‍👧‍👦漢字العربية\u202e'.repeat(20), time: '9,999,999 h 59 min' };
    const worst = { ...board, rows: [long], own: long, partner: long, place: '', title: 'x'.repeat(200) };
    expect(await heightOf(worst)).toBeGreaterThan(0);
  });
});
