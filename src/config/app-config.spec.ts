import { AppConfig, ConfigurationError } from './app-config';

const valid = { DISCORD_TOKEN: 'secret.token.value' };

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    new AppConfig(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('AppConfig', () => {
  it('needs only the token and fills in the rest', () => {
    const config = new AppConfig(valid);
    expect(config).toMatchObject({
      discordApiUrl: 'https://discord.com/api',
      pollIntervalMs: 60_000,
      backupEveryMs: 86_400_000,
      backupsKept: 7,
      keptMs: { items: null, sent: null, refused: null },
      feedPublisherEnabled: true,
      welcomeEnabled: false,
      comickEnabled: false,
      adminIds: [],
      adminGuildId: null,
      logsPath: null,
      httpPort: null,
      httpHost: '127.0.0.1',
    });
    expect(config.databasePath).toMatch(/\/data\/data\.db$/);
  });

  it('reads every variable', () => {
    const config = new AppConfig({
      ...valid,
      ADMIN_ID: '123456789012345678, 223456789012345678',
      ADMIN_GUILD_ID: '323456789012345678',
      POLL_INTERVAL: '1',
      BACKUP_EVERY_HOURS: '0',
      BACKUPS_KEPT: '3',
      KEEP_ITEMS_DAYS: '365',
      KEEP_SENT_DAYS: '1',
      KEEP_REFUSED_DAYS: '0',
      ENABLE_FEED_PUBLISHER: 'FALSE',
      ENABLE_WELCOME: '1',
      COMICK_ENABLED: 'true',
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'json',
      LOGS_PATH: '/var/log/pwr-bot',
      LOGS_KEPT: '3',
      HTTP_PORT: '9464',
      HTTP_HOST: '0.0.0.0',
      MANGADEX_API_URL: 'http://127.0.0.1:4000/',
      ALLOW_PRIVATE_FEEDS: 'http://127.0.0.1:4001, http://NAS.local:8080',
    });
    expect(config.adminIds).toEqual(['123456789012345678', '223456789012345678']);
    expect(config.adminGuildId).toBe('323456789012345678');
    expect(config.pollIntervalMs).toBe(1000);
    expect(config.backupEveryMs).toBeNull();
    expect(config.backupsKept).toBe(3);
    expect(config.keptMs).toEqual({ items: 31_536_000_000, sent: 86_400_000, refused: null });
    expect(config.feedPublisherEnabled).toBe(false);
    expect(config.welcomeEnabled).toBe(true);
    expect(config.comickEnabled).toBe(true);
    expect(config.logLevels).toEqual(['fatal', 'error', 'warn']);
    expect(config).toMatchObject({ logFormat: 'json', logsPath: '/var/log/pwr-bot', logsKept: 3 });
    expect(config).toMatchObject({ httpPort: 9464, httpHost: '0.0.0.0' });
    expect(config.mangadexApiUrl).toBe('http://127.0.0.1:4000');
    expect(config.allowPrivateFeeds).toEqual(['http://127.0.0.1:4001', 'http://nas.local:8080']);
  });

  it('lists every problem at once with the name and what it should be', () => {
    expect(
      problemsOf({
        DISCORD_APPLICATION_ID: 'x',
        ADMIN_ID: '1,2',
        ADMIN_GUILD_ID: 'home',
        POLL_INTERVAL: '0',
        BACKUP_EVERY_HOURS: 'daily',
        BACKUPS_KEPT: '0',
        KEEP_ITEMS_DAYS: '29',
        KEEP_SENT_DAYS: '1.5',
        KEEP_REFUSED_DAYS: '-1',
        ENABLE_VOICE_TRACKING: 'yes',
        COMICK_ENABLED: 'perhaps',
        LOG_LEVEL: 'loud',
        LOG_FORMAT: 'yaml',
        LOGS_KEPT: '0',
        HTTP_PORT: '65536',
        HTTP_HOST: 'http://0.0.0.0',
        ANILIST_API_URL: 'ftp://x',
        ALLOW_PRIVATE_FEEDS: '127.0.0.1',
      }),
    ).toEqual([
      'DISCORD_TOKEN must be the bot token from https://discord.com/developers/applications',
      'DISCORD_APPLICATION_ID must be an application id of 17 to 20 digits',
      'ADMIN_ID must be Discord user ids of 17 to 20 digits, separated by commas',
      'ADMIN_GUILD_ID must be the id of a Discord server, 17 to 20 digits',
      'LOGS_KEPT must be a whole number, 1 to 9999',
      'POLL_INTERVAL must be a whole number of seconds, 1 to 999999',
      'BACKUP_EVERY_HOURS must be a whole number of hours, 1 to 9999, or 0 for no backups',
      'BACKUPS_KEPT must be a whole number, 1 to 9999',
      'KEEP_ITEMS_DAYS must be a whole number of days, 30 to 9999, or 0 for no end',
      'KEEP_SENT_DAYS must be a whole number of days, 1 to 9999, or 0 for no end',
      'KEEP_REFUSED_DAYS must be a whole number of days, 1 to 9999, or 0 for no end',
      'ENABLE_VOICE_TRACKING must be true or false',
      'LOG_LEVEL must be one of fatal, error, warn, log, debug, verbose',
      'LOG_FORMAT must be one of pretty, json',
      'HTTP_PORT must be a port, 1 to 65535',
      'HTTP_HOST must be an address or the name of a host, such as 127.0.0.1',
      'ANILIST_API_URL must be an http or https address',
      'COMICK_ENABLED must be true or false',
      'ALLOW_PRIVATE_FEEDS must be origins such as http://nas.local:8080, separated by commas',
    ]);
  });

  it('wants to know who the owner is where the owner’s commands are', () => {
    expect(problemsOf({ ...valid, ADMIN_GUILD_ID: '323456789012345678' })).toEqual([
      'ADMIN_ID must be set with ADMIN_GUILD_ID: it says who may use the owner’s commands there',
    ]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(problemsOf({ ...valid, POLL_INTERVAL: '', ADMIN_ID: ' ' })).toEqual([]);
  });

  it('never repeats a value, which may be a secret', () => {
    expect(problemsOf({ DISCORD_TOKEN: 'hunter2 hunter2', ADMIN_ID: 'hunter2' }).join()).not.toContain(
      'hunter2',
    );
  });
});
