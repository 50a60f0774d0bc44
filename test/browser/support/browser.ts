import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
export const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));

/** @throws Error where no browser exists. */
export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('There is no Chromium here');
  return chromium.launch({
    executablePath,
    // Chromium's own sandbox needs privileges that containers lack; it only ever sees our page here.
    args: ['--no-sandbox', '--enable-blink-features=ComputedAccessibilityInfo'],
  });
}
