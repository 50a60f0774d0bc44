import type { SKRSContext2D } from '@napi-rs/canvas';

import { mix } from '../color-math';

export const WIDTH = 1000;
export const HEIGHT = 380;

/** What a scene draws with. */
export interface Pen {
  readonly context: SKRSContext2D;
  /** The guild's colour, or the template's. */
  readonly color: string;
  /** From 0 to 1, the same each time a scene is drawn: a server's card stays as it is. */
  readonly random: () => number;
}

/** Artwork over the whole card. */
export interface Scene {
  /** Roughly what text stands on. */
  readonly ground: string;
  readonly paint: (pen: Pen) => void;
}

/** mulberry32: small, and good enough to scatter stars. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** From top to bottom: rows of one colour are nearly free in a PNG. */
export function sky({ context }: Pen, ...colors: readonly string[]): void {
  const gradient = context.createLinearGradient(0, 0, 0, HEIGHT);
  colors.forEach((color, index) => {
    gradient.addColorStop(index / Math.max(1, colors.length - 1), color);
  });
  context.fillStyle = gradient;
  context.fillRect(0, 0, WIDTH, HEIGHT);
}

export function disc({ context }: Pen, x: number, y: number, radius: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** Everything below a line. @param lineAt the height at x, from the top. */
export function land(
  { context }: Pen,
  color: string | CanvasGradient,
  lineAt: (x: number) => number,
  step = 8,
): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(0, HEIGHT);
  for (let x = 0; x <= WIDTH; x += step) context.lineTo(x, lineAt(x));
  context.lineTo(WIDTH, HEIGHT);
  context.closePath();
  context.fill();
}

export function stars(pen: Pen, count: number, lowest: number): void {
  for (let index = 0; index < count; index++) {
    const [x, y, brightness] = [pen.random() * WIDTH, pen.random() * lowest, pen.random()];
    disc(pen, x, y, 0.8 + brightness * 1.2, mix('#5d6a96', '#ffffff', brightness));
  }
}

/** A jagged line between heights. */
export function ridge(
  random: () => number,
  from: number,
  to: number,
  roughness: number,
): (x: number) => number {
  const count = Math.ceil(WIDTH / roughness) + 2;
  const peaks = Array.from({ length: count }, (_, index) => {
    const isPeak = index % 2 === 0;
    return isPeak ? to + random() * (from - to) * 0.45 : from - random() * (from - to) * 0.35;
  });
  return (x) => {
    const index = Math.floor(x / roughness);
    const [left = from, right = from] = [peaks[index], peaks[index + 1]];
    return left + (right - left) * (x / roughness - index);
  };
}

type CanvasGradient = ReturnType<SKRSContext2D['createLinearGradient']>;
