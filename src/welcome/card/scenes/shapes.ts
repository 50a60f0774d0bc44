import { mix, withAlpha } from '../color-math';
import { disc, HEIGHT, type Pen, type Scene, sky, stars, WIDTH } from './scene';

export const prism: Scene = {
  ground: '#1d2145',
  paint: ({ context, color, random }) => {
    const side = 76;
    const height = side * 0.866;
    for (let row = -1; row * height < HEIGHT + height; row++) {
      for (let column = -1; (column * side) / 2 < WIDTH + side; column++) {
        const pointsUp = (row + column) % 2 === 0;
        const [x, y] = [(column * side) / 2, row * height];
        // Brighter towards the lower right corner, with a sparkle here and there.
        const place = Math.min(1, Math.max(0, (x / WIDTH) * 0.55 + (y / HEIGHT) * 0.25));
        const bright = place * place * 1.5 + random() * 0.2 + (random() > 0.965 ? 0.3 : 0);
        context.fillStyle = mix('#15173a', mix(color, '#d0a8ff', random() * 0.5), Math.min(0.9, bright));
        context.beginPath();
        context.moveTo(x - side / 2 - 0.5, pointsUp ? y + height + 0.5 : y - 0.5);
        context.lineTo(x + side / 2 + 0.5, pointsUp ? y + height + 0.5 : y - 0.5);
        context.lineTo(x, pointsUp ? y - 0.5 : y + height + 0.5);
        context.closePath();
        context.fill();
      }
    }
  },
};

export const orbit: Scene = {
  ground: '#161334',
  paint: (pen) => {
    const { context, color } = pen;
    sky(pen, '#0d0b26', '#1a1640', '#2a1c52');
    stars(pen, 150, HEIGHT);
    context.strokeStyle = withAlpha(mix(color, '#ffffff', 0.3), 0.22);
    context.lineWidth = 2;
    for (const radius of [190, 270, 360, 460]) {
      context.beginPath();
      context.ellipse(900, 330, radius * 1.25, radius * 0.62, -0.32, 0, Math.PI * 2);
      context.stroke();
    }
    paintPlanet(pen, 926, 344, 128, color);
    paintPlanet(pen, 612, 66, 20, mix(color, '#ffb86b', 0.75));
    paintPlanet(pen, 404, 340, 12, mix(color, '#5ee0ff', 0.7));
    paintPlanet(pen, 842, 60, 30, mix(color, '#ff7eb6', 0.6));
    paintRing(pen, 842, 60, 54, 12, mix(color, '#ffffff', 0.6));
  },
};

/** Banded, and dark on one side. */
function paintPlanet({ context }: Pen, x: number, y: number, radius: number, color: string): void {
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.clip();
  const bands = 7;
  context.translate(x, y);
  context.rotate(-0.32);
  for (let band = 0; band < bands; band++) {
    context.fillStyle = mix(color, band % 2 === 0 ? '#ffffff' : '#2a1c52', band % 2 === 0 ? 0.16 : 0.2);
    context.fillRect(-radius, -radius + (band * 2 * radius) / bands, 2 * radius, (2 * radius) / bands + 1);
  }
  context.fillStyle = withAlpha('#120c2c', 0.45);
  context.beginPath();
  context.arc(0, 0, radius * 1.1, 0, Math.PI * 2);
  context.arc(-radius * 0.42, -radius * 0.3, radius * 1.12, 0, Math.PI * 2, true);
  context.fill();
  context.restore();
}

function paintRing({ context }: Pen, x: number, y: number, long: number, short: number, color: string): void {
  context.strokeStyle = withAlpha(color, 0.85);
  context.lineWidth = 5;
  context.beginPath();
  // The part behind the planet stays hidden.
  context.ellipse(x, y, long, short, -0.32, -0.42, Math.PI + 0.42);
  context.stroke();
}

export const arcade: Scene = {
  ground: '#2a1150',
  paint: (pen) => {
    const { context, color, random } = pen;
    const horizon = 236;
    sky(pen, '#14082f', '#2f0f57', '#6a1a78', '#2a0d4d');
    stars(pen, 80, 190);
    paintStripedSun(pen, 500, 84, 122, horizon);
    context.fillStyle = '#1b0a3a';
    for (let x = -20; x < WIDTH; x += 58) {
      const away = Math.abs(x + 29 - 500) / 500;
      const height = 10 + away * 60 * (0.6 + random() * 0.6);
      context.fillRect(x, horizon - height, 44 + random() * 22, height);
    }
    const floor = context.createLinearGradient(0, horizon, 0, HEIGHT);
    floor.addColorStop(0, mix('#2a0d4d', color, 0.28));
    floor.addColorStop(1, '#14082f');
    context.fillStyle = floor;
    context.fillRect(0, horizon, WIDTH, HEIGHT - horizon);
    context.strokeStyle = withAlpha(color, 0.75);
    context.lineWidth = 2;
    context.beginPath();
    for (let line = -14; line <= 14; line++) {
      context.moveTo(500 + line * 26, horizon);
      context.lineTo(500 + line * 150, HEIGHT);
    }
    for (let row = 0; row < 8; row++) {
      const y = horizon + (HEIGHT - horizon) * (row / 7.4) ** 2;
      context.moveTo(0, y);
      context.lineTo(WIDTH, y);
    }
    context.stroke();
  },
};

function paintStripedSun(
  { context, color }: Pen,
  x: number,
  y: number,
  radius: number,
  horizon: number,
): void {
  const light = context.createLinearGradient(0, y - radius, 0, y + radius);
  light.addColorStop(0, '#ffe27a');
  light.addColorStop(0.55, mix(color, '#ff9a5c', 0.4));
  light.addColorStop(1, color);
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.clip();
  context.fillStyle = light;
  let gap = 3;
  for (let top = y - radius; top < horizon;) {
    const stripe = top < y - radius * 0.1 ? radius * 0.9 : 15;
    context.fillRect(x - radius, top, 2 * radius, stripe);
    top += stripe + gap;
    gap += 1.6;
  }
  context.restore();
}

export const papercut: Scene = {
  ground: '#fdf1e6',
  paint: (pen) => {
    const { context, color } = pen;
    sky(pen, '#fff8f0', '#fdeee0');
    const layers = 6;
    context.save();
    context.shadowColor = withAlpha('#5a2a1a', 0.3);
    context.shadowBlur = 10;
    for (let layer = 0; layer < layers; layer++) {
      const depth = layer / (layers - 1);
      const sheet = mix(mix(color, '#ffffff', 0.6), mix(color, '#a8245c', 0.6), depth);
      paintSheet(pen, 1000, 380, 420 - layer * 62, layer * 1.3, sheet);
      paintSheet(pen, 0, 0, 176 - layer * 32, layer * 1.9 + 2, sheet);
    }
    context.restore();
  },
};

/** A wavy quarter of a disc around a corner. */
function paintSheet(
  { context }: Pen,
  x: number,
  y: number,
  radius: number,
  phase: number,
  color: string,
): void {
  if (radius <= 0) return;
  context.fillStyle = color;
  context.beginPath();
  for (let angle = 0; angle <= Math.PI * 2 + 0.01; angle += 0.04) {
    const reach = radius * (1 + 0.09 * Math.sin(angle * 5 + phase) + 0.05 * Math.sin(angle * 9 - phase));
    context.lineTo(x + Math.cos(angle) * reach * 1.15, y + Math.sin(angle) * reach * 0.86);
  }
  context.closePath();
  context.fill();
}

export const confetti: Scene = {
  ground: '#fff8ea',
  paint: (pen) => {
    const { context, color, random } = pen;
    sky(pen, '#fffdf7', '#fff3da');
    const colors = [color, '#ff6b81', '#4fb8ff', '#53d08a', mix(color, '#b06bff', 0.6)];
    for (let index = 0; index < 190; index++) {
      const [x, y, turn, kind] = [random() * WIDTH, random() * HEIGHT, random() * Math.PI, random()];
      // The middle is for the name.
      const isMiddle = Math.abs(x - 500) < 330 && y > 60;
      const scrap = colors[Math.floor(random() * colors.length)] ?? color;
      if (isMiddle) continue;
      context.save();
      context.translate(x, y);
      context.rotate(turn);
      context.fillStyle = scrap;
      if (kind < 0.45) context.fillRect(-9, -4, 18, 8);
      else if (kind < 0.75) disc({ ...pen, context }, 0, 0, 5.5, scrap);
      else paintSquiggle(pen, scrap);
      context.restore();
    }
    paintGarland(pen, colors);
  },
};

function paintSquiggle({ context }: Pen, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 4;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(-14, 0);
  context.quadraticCurveTo(-7, -12, 0, 0);
  context.quadraticCurveTo(7, 12, 14, 0);
  context.stroke();
}

/** Little flags along two sagging strings. */
function paintGarland({ context }: Pen, colors: readonly string[]): void {
  for (const [from, to] of [
    [-10, 430],
    [570, 1010],
  ] as const) {
    const line = (share: number): readonly [number, number] => [
      from + (to - from) * share,
      8 + 52 * Math.sin(Math.PI * share),
    ];
    context.strokeStyle = '#b08a5a';
    context.lineWidth = 2;
    context.beginPath();
    for (let step = 0; step <= 24; step++) context.lineTo(...line(step / 24));
    context.stroke();
    for (let flag = 0; flag < 9; flag++) {
      const [x, y] = line((flag + 0.5) / 9);
      context.fillStyle = colors[flag % colors.length] ?? '#000000';
      context.beginPath();
      context.moveTo(x - 15, y);
      context.lineTo(x + 15, y);
      context.lineTo(x, y + 30);
      context.closePath();
      context.fill();
    }
  }
}

export const slate: Scene = {
  ground: '#22252e',
  paint: (pen) => {
    const { context, color } = pen;
    sky(pen, '#2a2e39', '#1b1e26');
    context.fillStyle = withAlpha('#ffffff', 0.05);
    for (let x = 28; x < WIDTH; x += 28)
      for (let y = 28; y < HEIGHT; y += 28) context.fillRect(x - 1.5, y - 1.5, 3, 3);
    const bars = [
      { x: 800, width: 34, shade: 0.72 },
      { x: 850, width: 58, shade: 0.42 },
      { x: 924, width: 92, shade: 0 },
      { x: 1032, width: 26, shade: 0.55 },
    ];
    for (const { x, width, shade } of bars) {
      context.fillStyle = mix(color, '#22252e', shade);
      context.beginPath();
      context.moveTo(x, 0);
      context.lineTo(x + width, 0);
      context.lineTo(x + width - 150, HEIGHT);
      context.lineTo(x - 150, HEIGHT);
      context.closePath();
      context.fill();
    }
    context.fillStyle = color;
    context.fillRect(0, 0, 10, HEIGHT);
  },
};
