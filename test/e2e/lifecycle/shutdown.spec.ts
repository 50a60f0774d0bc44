import Database from 'better-sqlite3';

import type { Community } from '../support/community';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

/** Far less than the HTTP client's own limit, more than a busy machine takes. */
const PROMPT_MS = 4_500;
/** Some polls, but no back-off of a stream that failed. */
const SOON_MS = 10_000;

describe('Stopping', () => {
  const it = onStage({ alone: true, together: true });

  /** Throws when anybody else holds the file or left it broken. */
  function expectFree({ databasePath }: Stage): void {
    const database = new Database(databasePath, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE; COMMIT');
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    } finally {
      database.close();
    }
  }

  /** Nothing has to be waited for, so it ends at once. */
  async function expectPrompt(stage: Stage, signal: 'SIGTERM' | 'SIGINT'): Promise<void> {
    const askedAt = Date.now();
    await stage.stop(signal);
    expect(Date.now() - askedAt).toBeLessThan(PROMPT_MS);
    expect(stage.bot.log).toContain(`${signal}: stopping`);
    expectFree(stage);
  }

  async function publish(stage: Stage, harbour: Community): Promise<void> {
    const manga = stage.platforms.world.addManga();
    await harbour.follow(manga.url);
    stage.platforms.world.publishChapter(manga.id, { chapter: '1' });
  }

  const sends = ({ discord }: Stage) =>
    discord.requests.filter(({ route }) => route === '/channels/{channel_id}/messages');

  it('waits for a send that is answered slowly, does not repeat it after a restart, and is prompt when idle', async (stage) => {
    const harbour = stage.community();
    stage.discord.faults.next({ route: '/channels/{channel_id}/messages', delayMs: 2_000 });
    await publish(stage, harbour);
    await stage.until(() => sends(stage).length > 0);
    await stage.stop();
    expect(harbour.told()).toHaveLength(1);
    expectFree(stage);
    await stage.start();
    const reads = stage.platforms.mangadex.requests.length;
    await stage.until(() => stage.platforms.mangadex.requests.length >= reads + 4);
    expect(sends(stage)).toHaveLength(1);
    await expectPrompt(stage, 'SIGTERM');
  });

  it('does not wait for ever, and what Discord took meanwhile is not said twice', async (stage) => {
    const harbour = stage.community();
    stage.discord.faults.next({ route: '/channels/{channel_id}/messages', delayMs: 7_000 });
    await publish(stage, harbour);
    await stage.until(() => sends(stage).length > 0);
    await stage.stop();
    expectFree(stage);
    await stage.start();
    await stage.until(() => sends(stage).length > 1 && harbour.told().length > 0);
    await stage.until(() => sends(stage).every(({ status }) => status !== null));
    expect(harbour.told()).toHaveLength(1);
  });

  it('while Discord is away keeps what is owed, tells it once after the restart, and is prompt when idle', async (stage) => {
    const harbour = stage.community();
    const manga = stage.platforms.world.addManga();
    await harbour.follow(manga.url);
    stage.discord.faults.outage(true);
    stage.platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => sends(stage).length > 0);
    await stage.stop();
    expectFree(stage);
    stage.discord.faults.outage(false);
    await stage.start();
    await stage.until(() => harbour.told().length > 0);
    expect(harbour.told()).toHaveLength(1);
    await expectPrompt(stage, 'SIGINT');
  });

  it('does not wait for a platform that hangs, and loses nothing of it', async (stage) => {
    const harbour = stage.community();
    const { mangadex, world } = stage.platforms;
    const manga = world.addManga();
    await harbour.follow(manga.url);
    mangadex.faults.next({ delayMs: 60_000 });
    world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => mangadex.requests.some(({ status }) => status === null));
    await expectPrompt(stage, 'SIGTERM');
    await stage.start();
    await stage.until(() => harbour.told().length > 0, SOON_MS);
    expect(harbour.told()).toHaveLength(1);
  });
});

describe('Stopping a bot that has not logged in', () => {
  const it = onStage({ alone: true, together: true, started: false });

  it('because Discord is away ends with code 0', async (stage) => {
    stage.discord.faults.outage(true);
    const bot = stage.launch();
    await stage.until(() => bot.log.includes('Discord cannot be reached'));
    await stage.stop();
  });

  it('because the gateway drops its connections ends with code 0', async (stage) => {
    stage.discord.gateway.accept(false);
    stage.launch();
    await stage.until(() => stage.discord.requests.some(({ path }) => path === '/gateway/bot'));
    await stage.stop();
  });
});
