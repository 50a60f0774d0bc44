import type { SKRSContext2D } from '@napi-rs/canvas';

import {
  COLOR,
  createCard,
  type Drawing,
  drawAvatar,
  drawBar,
  drawName,
  drawText,
  fillRound,
  type Images,
  SIZE,
} from '../../../discord/drawing';

export interface PictureRow {
  readonly rank: number;
  readonly userId: string;
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly time: string;
  /** Of the most anybody has, 0 to 1. */
  readonly share: number;
  readonly isOwn: boolean;
}

export interface LeaderboardPicture {
  readonly title: string;
  /** The server's name. */
  readonly place: string;
  readonly summary: string;
  /** Whose company is ranked. */
  readonly partner: Pick<PictureRow, 'userId' | 'name' | 'avatarUrl'> | null;
  readonly rows: readonly PictureRow[];
  /** Of who asked, where they are on another page. */
  readonly own: PictureRow | null;
}

/** Discord shows a picture 350 high at most, so the board is rather wide than high. */
const HEADER = 122;
const ROW = 52;
const STEP = ROW + 7;
/** Between the page and the own row. */
const BREAK = 24;
const AVATAR = 40;
/** The columns after the rank, from the left. */
const COLUMN = { avatar: 86, name: 142, bar: 500, time: 904 } as const;
/** Bars end in line, except where a time is very long. */
const TIME_WIDTH = 166;
const MEDALS = [COLOR.gold, COLOR.silver, COLOR.bronze] as const;

export const draw: Drawing<LeaderboardPicture> = (model, images) => {
  const { rows, own } = model;
  const height = HEADER + rows.length * STEP + (own ? BREAK + STEP : 0) + SIZE.padding - 12;
  const { canvas, context } = createCard(height);
  drawHeader(context, model, images);
  rows.forEach((row, index) => {
    drawRow(context, row, images, HEADER + index * STEP);
  });
  if (own) {
    const y = HEADER + rows.length * STEP;
    for (const offset of [-20, 0, 20]) {
      fillRound(context, { x: SIZE.width / 2 + offset - 4, y: y + 4, width: 8, height: 8 }, 4, COLOR.faint);
    }
    drawRow(context, own, images, y + BREAK);
  }
  return canvas;
};

function drawHeader(context: SKRSContext2D, model: LeaderboardPicture, images: Images): void {
  const { title, place, summary, partner } = model;
  const left = SIZE.padding + 4;
  const right = SIZE.width - SIZE.padding - 4;
  const small = { size: 22, color: COLOR.muted } as const;
  const summaryWidth = drawText(context, summary, right, 98, { ...small, align: 'right', maxWidth: 420 });
  drawName(context, place, left, 98, { ...small, maxWidth: right - left - summaryWidth - 40 });
  const titleWidth = drawText(context, title, left, 62, { size: 36, weight: 'bold', maxWidth: 600 });
  if (!partner) return;
  const from = left + titleWidth + 20;
  const withWidth = drawText(context, 'with', from, 62, { size: 26, color: COLOR.muted });
  const at = { x: from + withWidth + 14, y: 30, size: 42 };
  drawAvatar(context, { ...partner, id: partner.userId, image: images.get(partner.avatarUrl ?? '') }, at);
  const name = at.x + at.size + 12;
  drawName(context, partner.name, name, 62, { size: 30, weight: 'bold', maxWidth: right - name });
}

function drawRow(context: SKRSContext2D, row: PictureRow, images: Images, y: number): void {
  const { userId, name, avatarUrl, time, share, isOwn } = row;
  const { padding: x, width } = SIZE;
  fillRound(context, { x, y, width: width - 2 * x, height: ROW }, 14, isOwn ? COLOR.panelOwn : COLOR.panel);
  const medal = drawRank(context, row.rank, x + 44, y + ROW / 2);
  const avatar = { x: x + COLUMN.avatar, y: y + (ROW - AVATAR) / 2, size: AVATAR };
  drawAvatar(context, { id: userId, name, image: images.get(avatarUrl ?? '') }, avatar);

  const baseline = y + ROW / 2 + 8;
  const maxWidth = COLUMN.bar - COLUMN.name - 20;
  drawName(context, name, x + COLUMN.name, baseline, { size: 24, weight: 'bold', maxWidth });
  const timeStyle = { size: 23, weight: 'bold', align: 'right', color: medal ?? COLOR.text } as const;
  const timeWidth = drawText(context, time, x + COLUMN.time, baseline, timeStyle);
  const barWidth = COLUMN.time - COLUMN.bar - Math.max(TIME_WIDTH, timeWidth + 20);
  const bar = { x: x + COLUMN.bar, y: y + ROW / 2 - 5, width: barWidth, height: 10 };
  drawBar(context, bar, share, medal === undefined ? {} : { from: medal, to: medal });
}

/** @returns the medal's colour. */
function drawRank(context: SKRSContext2D, rank: number, x: number, y: number): string | undefined {
  const medal = MEDALS[rank - 1];
  if (medal) fillRound(context, { x: x - 19, y: y - 19, width: 38, height: 38 }, 19, medal);
  const digits = String(rank);
  drawText(context, digits, x, y + 8, {
    size: digits.length > 4 ? 19 : 23,
    weight: 'bold',
    align: 'center',
    color: medal ? COLOR.cardBottom : COLOR.muted,
  });
  return medal;
}
