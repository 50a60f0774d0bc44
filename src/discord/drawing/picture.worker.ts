import { createRequire } from 'node:module';

import type { PictureAnswer, PictureRequest } from '../pictures/picture-messages';
import type { Drawing } from './drawing';
import { registerFonts } from './fonts';
import { ImageStore } from './image-store';
import { encodePng } from './png';

/** The process that draws: see `PictureProcess`, which starts it. */
const load = createRequire(__filename);
const images = new ImageStore(process.argv[2] ?? '');
registerFonts();

// The bot decides when we end; a Ctrl+C in the terminal reaches us both.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (request: PictureRequest) => void answer(request));

async function answer({ id, drawing, model, imageUrls }: PictureRequest): Promise<void> {
  try {
    const found = await images.get(imageUrls);
    const { draw } = load(drawing) as { readonly draw: Drawing<unknown> };
    const canvas = await draw(model, found);
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    reply({ id, png: encodePng(data, width, height) });
  } catch (error) {
    reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function reply(message: PictureAnswer): void {
  process.send?.(message);
}
