import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

describe('A connection that is lost', () => {
  const it = onStage();

  it.each<[string, (stage: Stage) => void]>([
    [
      'a request to reconnect (op 7)',
      ({ discord }) => {
        discord.gateway.reconnect();
      },
    ],
    [
      'a cut socket',
      ({ discord }) => {
        discord.gateway.cut();
      },
    ],
    [
      'a close with 4000',
      ({ discord }) => {
        discord.gateway.close(4000);
      },
    ],
    [
      'an invalid session that may be resumed (op 9 true)',
      ({ discord }) => {
        discord.gateway.invalidSession(true);
      },
    ],
    [
      'an invalid session that may not (op 9 false)',
      ({ discord }) => {
        discord.gateway.invalidSession(false);
      },
    ],
  ])('by %s comes back, and commands used meanwhile are answered', async (stage, _how, lose) => {
    const { member } = stage.community();
    const logged = stage.log.length;
    lose(stage);
    expect(await stage.as(member).list('dm')).toContain('You follow nothing yet');
    await stage.until(() => /resumed|lost its connection/.test(stage.log.slice(logged)));
    await stage.until(() => stage.discord.gateway.sessions === 1);
    expect(await stage.as(member).list('server')).toContain('This server follows nothing yet');
  });

  it('does not lose what was owed, or the commands after it', async (stage) => {
    const { discord, platforms } = stage;
    const harbour = stage.community();
    const manga = platforms.world.addManga();
    await harbour.follow(manga.url);
    platforms.world.publishChapter(manga.id, { chapter: '1' });
    discord.gateway.cut();
    await stage.until(() => harbour.told().length > 0);
    expect(harbour.told()).toHaveLength(1);
  });

  it('ends the process with code 1 and the reason when Discord refuses the token from now on', async (stage) => {
    const { bot, discord } = stage;
    await stage.until(() => discord.gateway.sessions === 1);
    const start = bot.log.length;
    discord.gateway.close(4004);
    expect(await stage.exitCode()).toBe(1);
    expect(bot.log.slice(start)).toMatch(/refused the token\..*DISCORD_TOKEN/);
  });
});
