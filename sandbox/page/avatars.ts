import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

const SIZE = 128;

type Motif = (context: SKRSContext2D) => void;

/** Pictures that some residents have chosen; the others keep Discord's own. */
export const MOTIFS = {
  moon: (context) => {
    sky(context, '#1d2250', '#5a4a8f');
    disc(context, 64, 62, 34, '#fbeec1');
    disc(context, 78, 54, 30, '#3a357a');
    for (const [x, y] of [
      [24, 30],
      [100, 96],
      [30, 92],
      [106, 28],
    ] as const)
      disc(context, x, y, 3, '#fff7dc');
  },
  boat: (context) => {
    sky(context, '#8fd0e8', '#dff3f6');
    shape(context, '#fffaf0', [62, 22, 62, 84, 24, 84]);
    shape(context, '#e4572e', [68, 34, 68, 84, 100, 84]);
    shape(context, '#7a4a2b', [16, 88, 112, 88, 94, 106, 34, 106]);
    context.fillStyle = '#2a7f9e';
    context.fillRect(0, 106, SIZE, 22);
  },
  cat: (context) => {
    sky(context, '#ffb56b', '#ff8a5c');
    shape(context, '#3d2c3a', [32, 64, 36, 22, 62, 46]);
    shape(context, '#3d2c3a', [96, 64, 92, 22, 66, 46]);
    disc(context, 64, 72, 36, '#3d2c3a');
    for (const x of [50, 78]) disc(context, x, 68, 7, '#ffe36e');
    for (const x of [50, 78]) disc(context, x, 68, 3, '#1c1320');
    shape(context, '#ff9fae', [59, 82, 69, 82, 64, 88]);
  },
  wave: (context) => {
    sky(context, '#f7e3c4', '#f3b58a');
    disc(context, 92, 40, 18, '#e4572e');
    for (const [n, colour] of ['#4aa3c7', '#2c7da8', '#195a85'].entries()) {
      for (let x = -20; x < SIZE + 20; x += 34) disc(context, x + n * 13, 98 + n * 16, 24, colour);
    }
  },
  leaf: (context) => {
    sky(context, '#dcecc4', '#9cc97d');
    context.fillStyle = '#35723f';
    context.beginPath();
    context.moveTo(28, 104);
    context.bezierCurveTo(20, 44, 68, 22, 108, 22);
    context.bezierCurveTo(110, 72, 84, 112, 28, 104);
    context.fill();
    context.strokeStyle = '#dcecc4';
    context.lineWidth = 5;
    context.beginPath();
    context.moveTo(28, 104);
    context.lineTo(92, 38);
    context.stroke();
  },
} satisfies Record<string, Motif>;

/** A WebP picture as Discord's CDN serves it. */
export function drawAvatar(motif: keyof typeof MOTIFS): Buffer {
  const canvas = createCanvas(SIZE, SIZE);
  MOTIFS[motif](canvas.getContext('2d'));
  return canvas.toBuffer('image/webp');
}

function sky(context: SKRSContext2D, from: string, to: string): void {
  const gradient = context.createLinearGradient(0, 0, 0, SIZE);
  gradient.addColorStop(0, from);
  gradient.addColorStop(1, to);
  context.fillStyle = gradient;
  context.fillRect(0, 0, SIZE, SIZE);
}

function disc(context: SKRSContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** A polygon of points `x, y, x, y, …`. */
function shape(context: SKRSContext2D, colour: string, points: readonly number[]): void {
  context.fillStyle = colour;
  context.beginPath();
  for (let at = 0; at < points.length; at += 2) context.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
  context.fill();
}
