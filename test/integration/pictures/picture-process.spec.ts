import { loadImage } from '@napi-rs/canvas';
import { join } from 'node:path';

import { PictureProcess, type PictureProcessOptions } from '../../../src/discord/pictures/picture-process';
import type { Sample } from './sample.drawing';

const NEVER_MS = 60_000;
const sample: Sample = { name: 'Mika 🎉漢字العربية', avatarUrl: null, does: 'draw' };

describe('PictureProcess', () => {
  let started: PictureProcess | undefined;

  function start(
    options: Partial<PictureProcessOptions> = {},
  ): (change?: Partial<Sample>) => Promise<Buffer> {
    const given = { cdnUrl: 'http://127.0.0.1:9', limitMs: NEVER_MS, idleMs: NEVER_MS, most: 4, ...options };
    const pictures = (started = new PictureProcess(given));
    return (change = {}) =>
      pictures.draw({
        drawing: join(__dirname, 'sample.drawing'),
        model: { ...sample, ...change },
        imageUrls: [],
      });
  }

  afterEach(() => started?.stop());

  it('draws in one process, which starts with the first picture', async () => {
    const draw = start();
    expect(started?.pid).toBeUndefined();
    const { width, height } = await loadImage(await draw());
    expect([width, height]).toEqual([300, 100]);
    const first = started?.pid;
    await draw();
    expect(started?.pid).toBe(first);
  });

  it('goes on after a drawing that throws', async () => {
    const draw = start();
    await expect(draw({ does: 'throw' })).rejects.toThrow('the drawing threw');
    const pid = started?.pid;
    await draw();
    expect(started?.pid).toBe(pid);
  });

  it('refuses what was on its way when it crashes, and is another process for the next', async () => {
    const draw = start();
    const before = await Promise.allSettled([draw({ does: 'crash' }), draw()]);
    expect(before.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await draw()).length).toBeGreaterThan(0);
  });

  it('gives up a drawing that never ends', async () => {
    const draw = start({ limitMs: 3_000 });
    await expect(draw({ does: 'hang' })).rejects.toThrow('No picture within 3000 ms');
    expect(started?.pid).toBeUndefined();
  });

  it('takes no more than it may have on its way', async () => {
    const draw = start();
    const drawn = await Promise.allSettled(Array.from({ length: 6 }, () => draw()));
    expect(drawn.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });

  it('ends when no picture was wanted for a while', async () => {
    const draw = start({ idleMs: 1 });
    await draw();
    while (started?.pid !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await draw()).length).toBeGreaterThan(0);
  });

  it('stops with what is on its way', async () => {
    const draw = start();
    const drawn = expect(draw({ does: 'hang' })).rejects.toThrow('stopping');
    await started?.stop();
    await drawn;
  });
});
