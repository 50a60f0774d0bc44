import { setTimeout as sleep } from 'node:timers/promises';

import { SandboxDiscord } from '../../../sandbox/discord';
import { onStage } from '../support/on-stage';

/** Longer than two polls take. */
const LONG_ENOUGH_MS = 2_500;

describe('Switches', () => {
  const it = onStage({ started: false });

  const registrations = ({ requests }: SandboxDiscord) =>
    requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length;

  it('keep commands from being registered, and once they are nobody is told again', async (stage) => {
    const { discord } = stage;
    await stage.loggedIn(stage.launch({ ENABLE_AUTOREGISTER_CMD: 'false' }));
    await sleep(LONG_ENOUGH_MS / 2);
    expect(registrations(discord)).toBe(0);
    await stage.restart();
    expect(registrations(discord)).toBe(1);
  });

  it('keep the platforms from being polled, while commands work', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    await harbour.follow(platforms.world.addManga().url);
    await stage.restart({ ENABLE_FEED_PUBLISHER: 'false' });
    const asked = platforms.mangadex.requests.length;
    expect(await stage.as(harbour.member).list('server')).toContain('This server follows 1 series');
    await sleep(LONG_ENOUGH_MS);
    expect(platforms.mangadex.requests).toHaveLength(asked);
    expect(registrations(discord)).toBe(1);
    await stage.stop();
  });

  it('aside, another application is told the commands and the polls go on', async (stage) => {
    const other = await SandboxDiscord.start();
    const asked = stage.platforms.mangadex.requests.length;
    try {
      stage.launch({ DISCORD_API_URL: other.apiUrl, DISCORD_TOKEN: other.token });
      await stage.until(() => other.commands().length > 0);
      await stage.until(() => stage.platforms.mangadex.requests.length > asked);
      expect(registrations(other)).toBe(1);
      await stage.stop();
    } finally {
      await other.close();
    }
  });
});

describe('Registering the commands', () => {
  const it = onStage({ started: false });

  it('is tried again when Discord was broken at the first time', async (stage) => {
    const route = '/applications/{application_id}/commands';
    stage.discord.faults.next({ method: 'PUT', route, status: 500, times: 4 });
    await stage.start();
  });
});
