import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));

if (executablePath === undefined)
  console.warn('Skipped: there is no Chromium here; install it or name it in CHROMIUM_PATH');

/** `describe` where a browser exists; elsewhere the tests are skipped, and a line says so. */
export const describeInBrowser = executablePath === undefined ? describe.skip : describe;

/** @throws Error where no browser exists. */
export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('There is no Chromium here');
  return chromium.launch({
    executablePath,
    // Chromium's own sandbox needs privileges that containers lack; it only ever sees our page here.
    args: ['--no-sandbox', '--enable-blink-features=ComputedAccessibilityInfo'],
  });
}
