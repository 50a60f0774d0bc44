import { executablePath } from './browser';

if (executablePath === undefined)
  console.warn('Skipped: there is no Chromium here; install it or name it in CHROMIUM_PATH');

/** `describe` where a browser exists; elsewhere the tests are skipped, and a line says so. */
export const describeInBrowser = executablePath === undefined ? describe.skip : describe;
