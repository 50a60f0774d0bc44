import { onStage } from '../support/on-stage';

describe('A configuration that cannot work', () => {
  const it = onStage({ started: false });

  it('ends the bot with code 1 and every problem at once, without any value', async (stage) => {
    const bot = stage.launch({
      DISCORD_TOKEN: 'half-a-token and-the-other-half',
      DISCORD_APPLICATION_ID: 'my-application',
      ADMIN_ID: 'me,you',
      POLL_INTERVAL: 'sometimes',
      ENABLE_FEED_PUBLISHER: 'maybe',
      ENABLE_VOICE_TRACKING: 'perhaps',
      ENABLE_AUTOREGISTER_CMD: 'yes',
      LOG_LEVEL: 'loud',
      DISCORD_API_URL: 'discord.com/api',
      ANILIST_API_URL: 'ftp://anilist.co',
      MANGADEX_API_URL: '-',
    });
    expect(await stage.exitCode()).toBe(1);
    const named = [...bot.log.matchAll(/^ {2}- ([A-Z_]+) must be /gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([
      'ADMIN_ID',
      'ANILIST_API_URL',
      'DISCORD_API_URL',
      'DISCORD_APPLICATION_ID',
      'DISCORD_TOKEN',
      'ENABLE_AUTOREGISTER_CMD',
      'ENABLE_FEED_PUBLISHER',
      'ENABLE_VOICE_TRACKING',
      'LOG_LEVEL',
      'MANGADEX_API_URL',
      'POLL_INTERVAL',
    ]);
    expect(bot.log).not.toMatch(/half-a-token|sometimes|maybe|loud/);
    expect(bot.log).not.toMatch(/^\s+at /m);
    expect(stage.discord.requests).toEqual([]);
  });
});
