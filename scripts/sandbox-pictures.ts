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

  await visit.open('World');
  await visit.page.getByRole('button', { name: /^Series: / }).click();
  await visit.page.getByRole('option', { name: 'The Paper Harbour' }).click();
  await visit.button('Publish a chapter').click();
  await visit.goTo('# new-chapters');
  await visit.sees('The Paper Harbour');
  await shootLatest(visit, 'feed-card');

  await visit.be('Mika');
  await visit.goTo('# general');
  await visit.use('/vc stats');
  await visit.sees(/\/vc stats[^]*h \d\d min/);
  await shootLatest(visit, 'statistics');
  await visit.use('/vc leaderboard');
  await visit.sees(/\/vc leaderboard[^]*h \d\d min/);
  await shootLatest(visit, 'leaderboard');
  await shoot(visit, 'sandbox-page');

  await visit.open('Time & trouble');
  await visit.button('Outage').click();
  await visit.open('World');
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
  await visit.latest.screenshot({ path: join(FOLDER, `${name}.png`) });
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
