import { type Canvas, createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';

import { font } from './fonts';
import { cleanText, fitText, initialOf, isRightToLeft } from './names';
import { COLOR, colorOf, SIZE } from './style';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: 'regular' | 'bold';
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Shortened with an ellipsis; as long as it is unless said. */
  readonly maxWidth?: number;
}

/** A dark card with round corners, transparent around them. */
export function createCard(
  height: number,
  width: number = SIZE.width,
): { canvas: Canvas; context: SKRSContext2D } {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  // From top to bottom only: rows of one colour are nearly free in a PNG.
  const background = context.createLinearGradient(0, 0, 0, height);
  background.addColorStop(0, COLOR.cardTop);
  background.addColorStop(1, COLOR.cardBottom);
  fillRound(context, { x: 1, y: 1, width: width - 2, height: height - 2 }, SIZE.radius, background);
  context.strokeStyle = COLOR.cardEdge;
  context.lineWidth = 2;
  context.stroke();
  return { canvas, context };
}

export function fillRound(
  context: SKRSContext2D,
  { x, y, width, height }: Box,
  radius: number,
  fill: SKRSContext2D['fillStyle'],
): void {
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}

/**
 * One line of text whose baseline is at `y`; text from right to left is laid out so, but stands where others would.
 * @returns its width.
 */
export function drawText(
  context: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  style: TextStyle,
): number {
  context.font = font(style.size, style.weight);
  context.fillStyle = style.color ?? COLOR.text;
  context.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
  context.textAlign = style.align ?? 'left';
  context.textBaseline = 'alphabetic';
  const widthOf = (part: string): number => context.measureText(part).width;
  const shown = style.maxWidth === undefined ? text : fitText(text, style.maxWidth, widthOf);
  context.fillText(shown, x, y);
  return widthOf(shown);
}

/** Somebody's name, whatever is in it. */
export function drawName(
  context: SKRSContext2D,
  name: string,
  x: number,
  y: number,
  style: TextStyle & { readonly maxWidth: number },
): number {
  return drawText(context, cleanText(name), x, y, style);
}

/** A round picture of somebody, or their initial on a colour of their own. */
export function drawAvatar(
  context: SKRSContext2D,
  { id, name, image }: { readonly id: string; readonly name: string; readonly image: Image | undefined },
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  context.save();
  context.beginPath();
  context.arc(x + size / 2, y + size / 2, size / 2, 0, Math.PI * 2);
  if (image) {
    context.clip();
    context.drawImage(image, x, y, size, size);
  } else {
    context.fillStyle = colorOf(id);
    context.fill();
    const text = { size: size * 0.48, weight: 'bold', color: COLOR.cardBottom, align: 'center' } as const;
    drawText(context, initialOf(cleanText(name)), x + size / 2, y + size * 0.67, text);
  }
  context.restore();
}

/** A share of a track, from 0 to 1; what is more than nothing is seen. */
export function drawBar(
  context: SKRSContext2D,
  box: Box,
  share: number,
  { from = COLOR.accent, to = COLOR.accentEnd }: { readonly from?: string; readonly to?: string } = {},
): void {
  fillRound(context, box, box.height / 2, COLOR.track);
  if (share <= 0) return;
  const fill = context.createLinearGradient(box.x, 0, box.x + box.width, 0);
  fill.addColorStop(0, from);
  fill.addColorStop(1, to);
  const width = Math.max(box.height, box.width * Math.min(1, share));
  fillRound(context, { ...box, width }, box.height / 2, fill);
}
