import { resolve } from 'node:path';

import { FONT_FILES } from '../src/discord/drawing/fonts';
import { slimModules } from './image/slim-modules';

/** For the Dockerfile: makes `node_modules` as small as the built bot needs it. Only `npm ci` brings back what is gone. */
const bytes = slimModules(resolve('node_modules'), FONT_FILES);
console.log(`Took ${(bytes / 1_048_576).toFixed(0)} MB out of node_modules`);
