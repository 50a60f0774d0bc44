import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';

import { AppConfig } from '../../config';
import type { Drawing } from '../drawing/drawing';
import { PictureProcess } from './picture-process';

/** A module with a drawing, and what its model is: see `drawingAt`. */
export interface DrawingModule<Model> {
  readonly path: string;
  /** Never there: ties the type. */
  readonly model?: Model;
}

/**
 * Names a drawing without loading it.
 * @example
 * import type * as drawing from './leaderboard.drawing';
 * const DRAWING = drawingAt<typeof drawing>(join(__dirname, 'leaderboard.drawing'));
 */
export function drawingAt<Module extends { readonly draw: Drawing<never> }>(
  path: string,
): DrawingModule<Parameters<Module['draw']>[0]> {
  return { path };
}

/** Draws pictures outside of this process; a message never fails for lack of one. */
@Injectable()
export class Pictures implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Pictures');
  private readonly process: PictureProcess;

  constructor({ discordCdnUrl: cdnUrl }: AppConfig) {
    this.process = new PictureProcess({ cdnUrl, limitMs: 8_000, idleMs: 5 * 60_000, most: 32 });
  }

  /**
   * A PNG, or null when there is none to be had; the log says why.
   * @param model plain data, which is copied.
   * @param imageUrls what the drawing wants from Discord's CDN; those that fail are missing from its images.
   */
  async draw<Model>(
    { path }: DrawingModule<Model>,
    model: Model,
    imageUrls: readonly (string | null)[] = [],
  ): Promise<Buffer | null> {
    try {
      const urls = imageUrls.filter((url) => url !== null);
      return await this.process.draw({ drawing: path, model, imageUrls: urls });
    } catch (error) {
      this.logger.warn(`Sent without its picture: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.process.stop();
  }
}
