import { mix, withAlpha } from '../color-math';
import { disc, HEIGHT, land, type Pen, ridge, type Scene, sky, stars, WIDTH } from './scene';

export const aurora: Scene = {
  ground: '#12263f',
  paint: (pen) => {
    sky(pen, '#0a1128', '#12294a', '#1b4a5e');
    stars(pen, 110, 240);
    const ribbons = [
      { color: mix(pen.color, '#2fd6c3', 0.5), base: 205, sway: 34, length: 210, phase: 0.4, height: 190 },
      { color: pen.color, base: 168, sway: 30, length: 160, phase: 2.2, height: 150 },
      { color: mix(pen.color, '#b06bff', 0.55), base: 128, sway: 22, length: 250, phase: 4.1, height: 120 },
    ];
    for (const ribbon of ribbons) paintRibbon(pen, ribbon);
    const far = ridge(pen.random, 330, 262, 62);
    land(pen, '#143246', far, 4);
    land(pen, '#0c1d2e', ridge(pen.random, 372, 306, 84), 4);
  },
};

interface Ribbon {
  readonly color: string;
  readonly base: number;
  readonly sway: number;
  readonly length: number;
  readonly phase: number;
  readonly height: number;
}

/** A curtain of light: bright at its lower edge, fading upwards. */
function paintRibbon({ context }: Pen, { color, base, sway, length, phase, height }: Ribbon): void {
  const edge = (x: number): number =>
    base + sway * Math.sin(x / length + phase) + sway * 0.5 * Math.sin(x / (length * 0.43) + phase * 2);
  const slice = 5;
  for (let x = 0; x < WIDTH; x += slice) {
    const bottom = edge(x);
    const flicker = 0.55 + 0.45 * Math.sin(x / 23 + phase) * Math.sin(x / 61 + phase * 3);
    const top = bottom - height * (0.7 + 0.3 * flicker);
    const fade = context.createLinearGradient(0, top, 0, bottom + 14);
    fade.addColorStop(0, withAlpha(color, 0));
    fade.addColorStop(0.85, withAlpha(color, 0.3 + 0.25 * flicker));
    fade.addColorStop(1, withAlpha(color, 0));
    context.fillStyle = fade;
    context.fillRect(x, top, slice, bottom + 14 - top);
  }
}

export const sunrise: Scene = {
  ground: '#3b1f4a',
  paint: (pen) => {
    const { color } = pen;
    sky(pen, '#33205c', '#7b3566', mix('#e0705f', color, 0.4), mix(color, '#ffe3b0', 0.35));
    for (const [radius, alpha] of [
      [230, 0.1],
      [188, 0.12],
      [148, 0.16],
    ] as const)
      disc(pen, 500, 101, radius, withAlpha('#ffe0a3', alpha));
    disc(pen, 500, 101, 112, mix(color, '#fff0c2', 0.65));
    const hills = [
      { y: 198, sway: 14, length: 170, phase: 0.2, shade: 0.42 },
      { y: 234, sway: 20, length: 130, phase: 1.9, shade: 0.58 },
      { y: 276, sway: 18, length: 190, phase: 3.6, shade: 0.78 },
      { y: 326, sway: 16, length: 150, phase: 5, shade: 0.95 },
    ];
    for (const { y, sway, length, phase, shade } of hills) {
      const line = (x: number): number =>
        y + sway * Math.sin(x / length + phase) + sway * 0.4 * Math.sin(x / 47 + phase);
      land(pen, mix(mix(color, '#c05a6e', 0.5), '#22143a', shade), line);
    }
    paintBirds(pen, [
      [236, 76, 15],
      [276, 100, 11],
      [208, 112, 9],
      [748, 84, 13],
      [790, 62, 10],
    ]);
  },
};

function paintBirds({ context }: Pen, birds: readonly (readonly [number, number, number])[]): void {
  context.strokeStyle = '#2b1a40';
  context.lineWidth = 3;
  context.lineCap = 'round';
  for (const [x, y, span] of birds) {
    context.beginPath();
    context.moveTo(x - span, y - span * 0.35);
    context.quadraticCurveTo(x - span * 0.4, y - span * 0.7, x, y);
    context.quadraticCurveTo(x + span * 0.4, y - span * 0.7, x + span, y - span * 0.35);
    context.stroke();
  }
}

export const tide: Scene = {
  ground: '#0e3350',
  paint: (pen) => {
    const { color, context } = pen;
    sky(pen, '#0a1a33', '#12345a', mix('#1d5c86', color, 0.25));
    stars(pen, 46, 120);
    disc(pen, 868, 82, 62, withAlpha('#fff6d8', 0.12));
    disc(pen, 868, 82, 42, '#fff6d8');
    disc(pen, 850, 72, 8, '#f0e3bd');
    disc(pen, 880, 94, 11, '#f0e3bd');
    const layers = 6;
    for (let layer = 0; layer < layers; layer++) {
      const depth = layer / (layers - 1);
      const y = 176 + layer * 34;
      const [sway, length, phase] = [9 + depth * 9, 74 + depth * 58, layer * 1.7];
      // Crests are sharper than troughs.
      const line = (x: number): number => {
        const wave = Math.sin(x / length + phase);
        return y - sway * (1 - Math.abs(wave)) * 1.7 + sway;
      };
      const water = mix(mix(color, '#2b8fb8', 0.35), '#06203a', 0.28 + depth * 0.6);
      land(pen, water, line, 4);
      context.strokeStyle = withAlpha(mix(color, '#ffffff', 0.6), 0.5 - depth * 0.28);
      context.lineWidth = 3;
      context.beginPath();
      for (let x = 0; x <= WIDTH; x += 4) context.lineTo(x, line(x) + 1);
      context.stroke();
    }
  },
};

export const pines: Scene = {
  ground: '#1d4644',
  paint: (pen) => {
    const { color, random } = pen;
    sky(pen, '#17383f', '#2b5f5d', mix('#7fb09c', color, 0.3));
    disc(pen, 622, 74, 74, withAlpha('#f4f7d9', 0.1));
    disc(pen, 622, 74, 46, withAlpha('#f8fae0', 0.6));
    const rows = [
      { base: 262, size: 92, gap: 34, shade: 0.3 },
      { base: 312, size: 128, gap: 48, shade: 0.6 },
      { base: 376, size: 168, gap: 74, shade: 0.88 },
    ];
    for (const { base, size, gap, shade } of rows) {
      const needles = mix(mix(color, '#4d8a7a', 0.65), '#0b2226', shade);
      for (let x = -20; x < WIDTH + 40; x += gap * (0.7 + random() * 0.6))
        paintPine(pen, x, base + random() * 16, size * (0.7 + random() * 0.5), needles);
      land(pen, needles, (x) => base + 4 * Math.sin(x / 60));
      paintMist(pen, base + 4, withAlpha(mix('#cfe6d6', color, 0.2), 0.16));
    }
  },
};

function paintPine({ context }: Pen, x: number, base: number, height: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  const tiers = 4;
  for (let tier = 0; tier < tiers; tier++) {
    const top = base - height + height * 0.22 * tier;
    const bottom = top + height * 0.36;
    const half = height * (0.11 + 0.065 * tier);
    context.moveTo(x, top);
    context.lineTo(x + half, bottom);
    context.lineTo(x - half, bottom);
    context.closePath();
  }
  context.fill();
}

function paintMist({ context }: Pen, y: number, color: string): void {
  const fade = context.createLinearGradient(0, y - 70, 0, y + 20);
  fade.addColorStop(0, `${color.slice(0, 7)}00`);
  fade.addColorStop(1, color);
  context.fillStyle = fade;
  context.fillRect(0, y - 70, WIDTH, 90);
}

export const dunes: Scene = {
  ground: '#3a2350',
  paint: (pen) => {
    const { color } = pen;
    sky(pen, '#191441', '#46265f', '#8c3f66', mix('#d97757', color, 0.5));
    stars(pen, 90, 170);
    disc(pen, 778, 92, 70, withAlpha('#fff3cf', 0.12));
    disc(pen, 778, 92, 50, '#fff3cf');
    disc(pen, 797, 82, 46, '#2e1c50');
    const dune = [
      { y: 262, rise: 58, peak: 690, spread: 330, shade: 0.38 },
      { y: 292, rise: 74, peak: 250, spread: 300, shade: 0.58 },
      { y: 336, rise: 56, peak: 560, spread: 360, shade: 0.8 },
    ];
    for (const { y, rise, peak, spread, shade } of dune) {
      const line = (x: number): number =>
        y - rise * Math.exp(-(((x - peak) / spread) ** 2) * 2.2) + 5 * Math.sin(x / 90);
      const sand = mix(mix(color, '#d9825a', 0.4), '#271338', shade);
      land(pen, sand, line);
      paintShadedSide(pen, line, peak, mix(sand, '#1a0d2b', 0.42));
    }
  },
};

/** The side of a dune that lies away from the moon, behind a winding crest. */
function paintShadedSide({ context }: Pen, line: (x: number) => number, peak: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(peak, line(peak));
  for (let y = line(peak); y <= HEIGHT; y += 6) {
    const down = y - line(peak);
    context.lineTo(peak + 46 * Math.sin(down / 44) - down * 0.35, y);
  }
  context.lineTo(0, HEIGHT);
  for (let x = 0; x <= peak; x += 8) context.lineTo(x, line(x));
  context.closePath();
  context.fill();
}

export const meadow: Scene = {
  ground: '#e3f3fb',
  paint: (pen) => {
    const { color, random } = pen;
    sky(pen, '#cdeaff', '#e9f6fb', '#fff5e1');
    disc(pen, 872, 80, 66, withAlpha('#ffd86b', 0.3));
    disc(pen, 872, 80, 44, '#ffd35c');
    for (const [x, y, size] of [
      [330, 56, 1],
      [650, 92, 0.8],
      [90, 92, 0.75],
    ] as const)
      paintCloud(pen, x, y, size);
    land(pen, '#bfe3b0', (x) => 316 + 14 * Math.sin(x / 150 + 1));
    land(pen, '#9fd394', (x) => 336 + 10 * Math.sin(x / 110 + 3));
    const colors = [color, mix(color, '#ffffff', 0.45), '#ffd35c', mix(color, '#8f6bff', 0.5), '#ffffff'];
    for (let index = 0; index < 62; index++) {
      const x = random() * WIDTH;
      const y = 336 + random() * 36;
      const petals = colors[Math.floor(random() * colors.length)] ?? color;
      paintFlower(pen, x, y, 5 + random() * 7 + (y - 336) / 7, petals);
    }
  },
};

function paintCloud(pen: Pen, x: number, y: number, size: number): void {
  for (const [dx, dy, radius] of [
    [-46, 10, 26],
    [-14, -6, 36],
    [26, 0, 30],
    [56, 12, 22],
  ] as const)
    disc(pen, x + dx * size, y + dy * size, radius * size, '#ffffff');
  pen.context.fillStyle = '#ffffff';
  pen.context.beginPath();
  pen.context.roundRect(x - 72 * size, y + 6 * size, 150 * size, 30 * size, 15 * size);
  pen.context.fill();
}

function paintFlower(pen: Pen, x: number, y: number, size: number, color: string): void {
  pen.context.strokeStyle = '#5fa863';
  pen.context.lineWidth = 3;
  pen.context.beginPath();
  pen.context.moveTo(x, y);
  pen.context.lineTo(x, y + size * 2.4);
  pen.context.stroke();
  for (let petal = 0; petal < 5; petal++) {
    const angle = (petal / 5) * Math.PI * 2 - Math.PI / 2;
    disc(pen, x + Math.cos(angle) * size * 0.62, y + Math.sin(angle) * size * 0.62, size * 0.5, color);
  }
  disc(pen, x, y, size * 0.38, color === '#ffd35c' ? '#c9822b' : '#ffb627');
}
