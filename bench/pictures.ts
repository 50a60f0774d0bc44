import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

import type { Drawing } from '../src/discord/drawing';
import { registerFonts } from '../src/discord/drawing/fonts';
import { encodePng } from '../src/discord/drawing/png';
import { PictureProcess } from '../src/discord/pictures/picture-process';
import { AVATAR_URL, CASES, type PictureCase } from './pictures/cases';
import { cpuMs, LoopProbe } from './voice/loop-probe';

const RUNS = Number(process.env.BENCH_RUNS ?? 40);
const WARM_UP = 10;
const AT_ONCE = 10;
const DELAY_GOAL_MS = 20;
const load = createRequire(__filename);

interface Loaded extends PictureCase {
  readonly draw: Drawing<unknown>;
}

async function main(): Promise<void> {
  const [board] = CASES;
  if (!board) throw new Error('There is no picture');
  const main = { before: rssMb(process.pid), after: 0 };
  const apart = await inProcessOfItsOwn(board);
  main.after = rssMb(process.pid);

  registerFonts();
  const images = new Map([[AVATAR_URL, await avatar()]]);
  const loaded = CASES.map((one) => ({
    ...one,
    draw: (load(one.drawing) as { draw: Drawing<unknown> }).draw,
  }));
  const rows = [];
  for (const one of loaded) rows.push(await cpuOf(one, images));
  console.log(
    `CPU a picture once warm, mean of ${RUNS}; the baseline is the same picture with Skia's own encoder`,
  );
  console.table(rows);

  const [first] = loaded;
  if (!first) return;
  const here = new LoopProbe();
  for (let run = 0; run < AT_ONCE; run += 1) {
    await drawn(first, run, images, ownPng);
    await new Promise((resolve) => setImmediate(resolve));
  }
  console.log(
    `Event loop of the bot while ${AT_ONCE} boards are drawn (goal: p99 under ${DELAY_GOAL_MS} ms)`,
  );
  console.table({ 'in a process of its own': apart.delays, 'baseline: in the bot itself': await here.end() });
  console.log(
    `RSS, MB: bot ${main.before} before and ${main.after} after; picture process ${apart.rssMb}, 0 when idle`,
  );
  const missed = rows.some((row) => Number(row['CPU (ms)']) > row['goal (ms)']);
  if (missed || Number(apart.delays['p99 delay (ms)']) >= DELAY_GOAL_MS) process.exitCode = 1;
}

/** Once warm, because the first picture starts the process. */
async function inProcessOfItsOwn({ drawing, model }: PictureCase) {
  const options = { cdnUrl: 'http://127.0.0.1:9', limitMs: 60_000, idleMs: 60_000, most: 32 };
  const pictures = new PictureProcess(options);
  const started = performance.now();
  await pictures.draw({ drawing, model: model(0), imageUrls: [] });
  console.log(
    `The first picture took ${Math.round(performance.now() - started)} ms, the start of its process included`,
  );
  const probe = new LoopProbe();
  const models = Array.from({ length: AT_ONCE }, (_, index) => model(index));
  await Promise.all(models.map((one) => pictures.draw({ drawing, model: one, imageUrls: [] })));
  const delays = await probe.end();
  const mb = rssMb(pictures.pid ?? 0);
  await pictures.stop();
  return { delays, rssMb: mb };
}

async function cpuOf(one: Loaded, images: ReadonlyMap<string, Image>) {
  const ours = await measured((run) => drawn(one, run, images, ownPng));
  const baseline = await measured((run) => drawn(one, run, images, (canvas) => canvas.toBuffer('image/png')));
  return {
    picture: one.title,
    'CPU (ms)': ours.ms.toFixed(1),
    'goal (ms)': one.goalMs,
    'size (kB)': Math.round(ours.bytes / 1_000),
    'baseline CPU (ms)': baseline.ms.toFixed(1),
    'baseline size (kB)': Math.round(baseline.bytes / 1_000),
  };
}

async function drawn(
  { draw, model }: Loaded,
  run: number,
  images: ReadonlyMap<string, Image>,
  encode: (canvas: Canvas) => Buffer,
): Promise<Buffer> {
  return encode(await draw(model(run), images));
}

function ownPng(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  return encodePng(canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height);
}

async function measured(picture: (run: number) => Promise<Buffer>): Promise<{ ms: number; bytes: number }> {
  for (let run = 0; run < WARM_UP; run += 1) await picture(run);
  let bytes = 0;
  const before = cpuMs();
  for (let run = 0; run < RUNS; run += 1) bytes += (await picture(WARM_UP + run)).length;
  return { ms: (cpuMs() - before) / RUNS, bytes: bytes / RUNS };
}

/** Photographs are what compresses worst. */
async function avatar(): Promise<Image> {
  const context = createCanvas(128, 128).getContext('2d');
  const pixels = context.createImageData(128, 128);
  for (let at = 0; at < pixels.data.length; at += 1) {
    pixels.data[at] = at % 4 === 3 ? 255 : 128 + 100 * Math.sin(at / 300) + (at % 17);
  }
  context.putImageData(pixels, 0, 0);
  return loadImage(context.canvas.toBuffer('image/png'));
}

function rssMb(pid: number): number {
  return Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_000,
  );
}

void main();
