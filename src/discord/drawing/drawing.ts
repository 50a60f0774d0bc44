import type { Canvas, Image } from '@napi-rs/canvas';

/** Pictures from Discord's CDN by their address; one that could not be had is missing. */
export type Images = ReadonlyMap<string, Image>;

/**
 * What a `*.drawing.ts` exports as `draw`. It runs in the picture process: the model is copied there, so it is plain data.
 * It may throw; then the message goes out without its picture.
 */
export type Drawing<Model> = (model: Model, images: Images) => Canvas | Promise<Canvas>;
