import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';

import {
  cleanText,
  type Drawing,
  drawAvatar,
  drawText,
  fillRound,
  font,
  type Images,
  SIZE,
} from '../../discord/drawing';
import type { CardModel } from './card-model';
import { contrast, luminance, mix, readableOn, withAlpha } from './color-math';
import { HEIGHT, sceneOf, seededRandom, WIDTH } from './scenes';
import type { Layout } from './templates';

interface Place {
  readonly avatar: { readonly x: number; readonly y: number; readonly size: number };
  /** The middle of centred text, else its left edge. */
  readonly textX: number;
  readonly align: 'left' | 'center';
  readonly maxWidth: number;
  /** Baselines of the greeting and of the name, and the top of the number. */
  readonly lines: readonly [greeting: number, name: number, number: number];
}

const PLACES: Readonly<Record<Layout, Place>> = {
  left: {
    avatar: { x: 62, y: 90, size: 200 },
    textX: 312,
    align: 'left',
    maxWidth: 628,
    lines: [138, 210, 248],
  },
  right: {
    avatar: { x: 738, y: 90, size: 200 },
    textX: 62,
    align: 'left',
    maxWidth: 628,
    lines: [138, 210, 248],
  },
  center: {
    avatar: { x: 425, y: 26, size: 150 },
    textX: WIDTH / 2,
    align: 'center',
    maxWidth: 860,
    lines: [224, 288, 312],
  },
};

const NAME_SIZES = [60, 54, 48, 44] as const;
const RING = 7;

/** Who came, to which server, as which member, before the artwork of the template. */
export const draw: Drawing<CardModel> = (model, images) => {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  const scene = sceneOf(model.background, model.color);
  context.save();
  context.beginPath();
  context.roundRect(0, 0, WIDTH, HEIGHT, SIZE.radius);
  context.clip();
  scene.paint({ context, color: model.color, random: seededRandom(7) });
  context.restore();
  const place = PLACES[model.layout];
  drawPortrait(context, model, images, place);
  drawWords(context, model, place, scene.ground);
  return canvas;
};

function drawPortrait(context: SKRSContext2D, model: CardModel, images: Images, { avatar }: Place): void {
  const { userId: id, name, avatarUrl, color } = model;
  const [x, y, radius] = [avatar.x + avatar.size / 2, avatar.y + avatar.size / 2, avatar.size / 2];
  context.save();
  context.shadowColor = withAlpha('#000000', 0.35);
  context.shadowBlur = 18;
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.arc(x, y, radius + RING + 3, 0, Math.PI * 2);
  context.fill();
  context.restore();
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius + RING, 0, Math.PI * 2);
  context.fill();
  drawAvatar(context, { id, name, image: images.get(avatarUrl ?? '') }, avatar);
}

function drawWords(context: SKRSContext2D, model: CardModel, place: Place, ground: string): void {
  const { serverName, memberCount } = model;
  const { textX: x, align, maxWidth, lines } = place;
  const isLight = luminance(ground) > 0.4;
  const ink = isLight ? '#1d2230' : '#ffffff';
  const name = cleanText(model.name);
  const size = NAME_SIZES.find((each) => widthOf(context, name, each) <= maxWidth) ?? NAME_SIZES.at(-1) ?? 44;
  context.save();
  // A halo keeps words apart from whatever is painted behind them.
  context.shadowColor = withAlpha(isLight ? '#ffffff' : '#000000', isLight ? 0.9 : 0.6);
  context.shadowBlur = 12;
  const soft = mix(ink, ground, 0.12);
  const greeting = `Welcome to ${cleanText(serverName)}`;
  drawText(context, greeting, x, lines[0], { size: 32, color: soft, align, maxWidth });
  drawText(context, name, x, lines[1], { size, weight: 'bold', color: ink, align, maxWidth });
  context.restore();
  drawNumber(
    context,
    `Member ${memberCount.toLocaleString('en-US')}`,
    place,
    readablePill(model.color, ground),
  );
}

interface Pill {
  readonly fill: string;
  readonly ink: string;
}

/** The guild's colour, unless it would vanish on the card. */
function readablePill(color: string, ground: string): Pill {
  const fill =
    contrast(color, ground) < 1.25
      ? mix(color, luminance(ground) > 0.4 ? '#000000' : '#ffffff', 0.35)
      : color;
  return { fill, ink: readableOn(fill, luminance(fill) > 0.18 ? '#14161d' : '#ffffff') };
}

function drawNumber(context: SKRSContext2D, text: string, { textX, align, lines }: Place, pill: Pill): void {
  const style = { size: 26, weight: 'bold' } as const;
  const width = widthOf(context, text, style.size) + 44;
  const x = align === 'center' ? textX - width / 2 : textX;
  fillRound(context, { x, y: lines[2], width, height: 46 }, 23, pill.fill);
  drawText(context, text, x + width / 2, lines[2] + 33, { ...style, color: pill.ink, align: 'center' });
}

function widthOf(context: SKRSContext2D, text: string, size: number): number {
  context.font = font(size, 'bold');
  return context.measureText(text).width;
}
