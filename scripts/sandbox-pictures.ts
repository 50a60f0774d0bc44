import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Visit } from '../test/browser/support/visit';

const FOLDER = join(__dirname, '../docs/images');

/** Makes the pictures of the README anew, from what the bot says in the sandbox's page. */
async function main(): Promise<void> {
  const visit = await Visit.begin(1.5);
  try {
    await take(visit);
  } finally {
    await visit.end();
  }
}

async function take(visit: Visit): Promise<void> {
  await visit.be('Inês');
  await visit.goTo('# general');
  await visit.use('/settings');
  await visit.sees('Settings of this server');
  await shootLatest(visit, 'settings-panel');

  await visit.be('Mika');
  await visit.use('/feed subscribe', { links: 'salt', send_into: 'DM' });
  await visit.sees(/Salt and Starlight.*I will tell you/);
  await visit.open('World');
  await visit.button('Publish a chapter').click();
  await visit.goTo('@ pwr-bot');
  await visit.sees('Chapter 105');
  await shootLatest(visit, 'delivered-message');

  await visit.goTo('# general');
  await visit.use('/vc stats');
  await visit.sees(/\/vc stats[^]*h \d\d min/);
  await shootLatest(visit, 'voice-stats');
  await visit.use('/vc leaderboard');
  await visit.sees(/\/vc leaderboard[^]*h \d\d min/);
  await shootLatest(visit, 'leaderboard');
  await visit.page.setViewportSize({ width: 1280, height: 800 });
  await visit.latest.locator('.gallery').scrollIntoViewIfNeeded();
  await shoot(visit, 'sandbox-page');

  await visit.open('Time & trouble');
  await visit.button('Outage').click();
  await visit.open('World');
  await visit.page.getByRole('button', { name: /^Series: / }).click();
  await visit.page.getByRole('option', { name: 'The Paper Harbour' }).click();
  await visit.button('Publish 8 at once').click();
  await visit.open('Inside');
  await visit.page.locator('.tile.is-pending dd', { hasText: /[1-9]/ }).waitFor();
  await visit.goTo('# new-chapters');
  await shoot(visit, 'sandbox-outage');
}

/** On a page that is high enough for the longest message. */
async function shootLatest(visit: Visit, name: string): Promise<void> {
  await visit.page.setViewportSize({ width: 1280, height: 1500 });
  await settled(visit);
  const whole = await visit.latest.boundingBox();
  const drawn = await visit.latest
    .locator('.gallery')
    .last()
    .boundingBox({ timeout: 500 })
    .catch(() => null);
  if (whole === null) throw new Error(`There is no message for ${name}`);
  // What a picture of the bot says is said below it once more, in words.
  const height = drawn === null ? whole.height : drawn.y + drawn.height + 4 - whole.y;
  const clip = { ...whole, width: Math.min(whole.width, 660), height };
  await visit.page.screenshot({ path: join(FOLDER, `${name}.png`), clip });
}

async function shoot(visit: Visit, name: string): Promise<void> {
  await visit.page.setViewportSize({ width: 1280, height: 800 });
  await settled(visit);
  await visit.page.screenshot({ path: join(FOLDER, `${name}.png`), scale: 'css' });
}

/** What was said at the bottom of the page goes by itself; pictures and fonts have loaded by then. */
async function settled({ page }: Visit): Promise<void> {
  await page.locator('.said p').waitFor({ state: 'detached' });
  await sleep(500);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
