import { GatewayIntentBits } from 'discord.js';

import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

const MEMBERS = GatewayIntentBits.GuildMembers;
const SHOW = { name: 'welcome', timeoutMs: 25_000 };

/** Whether the bot is told who joins. */
function isTold({ discord }: Stage): boolean {
  return discord.gateway.intents().every((intents) => (intents & MEMBERS) !== 0);
}

async function panelOf(stage: Stage): Promise<string> {
  return textIn(await stage.discord.command({ ...stage.community().admin, ...SHOW }));
}

describe('The privileged intent', () => {
  const it = onStage({ started: false, alone: true });

  it('is not asked for unless the host says so, and the panel says what the host must do', async (stage) => {
    stage.discord.setPrivilegedIntents(MEMBERS);
    await stage.start();
    expect(isTold(stage)).toBe(false);
    expect(await panelOf(stage)).toMatch(/Server Members Intent.*ENABLE_WELCOME=true/s);
  });

  it('costs nobody their feeds when Discord refuses it at the login', async (stage) => {
    const { discord, platforms } = stage;
    await stage.start({ ENABLE_WELCOME: 'true' });
    expect(isTold(stage)).toBe(false);
    expect(stage.log.match(/Server Members Intent/g)).toHaveLength(1);
    expect(await panelOf(stage)).toMatch(/Discord refused.*Server Members Intent/s);
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    await stage.until(() => harbour.told().length > 0);
    expect(discord.gateway.sessions).toBe(1);
    await stage.stop();
  });

  it('is asked for when the host says so, and may be taken away while the bot runs', async (stage) => {
    const { discord } = stage;
    discord.setPrivilegedIntents(MEMBERS);
    await stage.start({ ENABLE_WELCOME: 'true' });
    expect(isTold(stage)).toBe(true);
    expect(await panelOf(stage)).not.toContain('Server Members Intent');
    discord.setPrivilegedIntents(0);
    discord.gateway.invalidSession(false);
    await stage.until(() => stage.log.includes('Server Members Intent'));
    await stage.until(() => discord.gateway.sessions === 1);
    expect(isTold(stage)).toBe(false);
    expect(await panelOf(stage)).toMatch(/Discord refused.*Server Members Intent/s);
    await stage.stop();
  });
});
