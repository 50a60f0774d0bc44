import { resolve } from 'node:path';

import { toSnowflake, type Snowflake } from '../common';
import { Environment, type LOG_FORMATS, LOG_LEVELS } from './environment';

export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFormat = (typeof LOG_FORMATS)[number];

type Variables = Readonly<Record<string, string | undefined>>;

/** Every problem of the environment at once, each with the variable's name and what it should be. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      ['The configuration is not usable:', ...problems.map((problem) => `  - ${problem}`)].join('\n') +
        '\nSet these in the environment or in a file named .env (see README.md, Configuration).',
    );
    this.name = 'ConfigurationError';
  }
}

/** The validated configuration. Paths are absolute, addresses have no trailing slash. */
export class AppConfig {
  readonly discordToken: string;
  readonly discordApplicationId: Snowflake | null;
  readonly discordApiUrl: string;
  /** Where avatars are. */
  readonly discordCdnUrl: string;
  /** Who owns the bot. */
  readonly adminIds: readonly Snowflake[];
  /** Where the owner's commands are; null for nowhere. */
  readonly adminGuildId: Snowflake | null;
  readonly databasePath: string;
  readonly dataPath: string;
  /** The folder of the log files; null where the log goes to the console only. */
  readonly logsPath: string | null;
  readonly logsKept: number;
  readonly pollIntervalMs: number;
  /** Null where no backups are wanted. */
  readonly backupEveryMs: number | null;
  readonly backupsKept: number;
  /** How long what is done with is kept; null for ever. */
  readonly keptMs: {
    /** Of items that came out. */
    readonly items: number | null;
    /** Of messages that arrived, or that we did not want sent any more. */
    readonly sent: number | null;
    readonly refused: number | null;
  };
  /** How long the data of a guild is kept after the bot left it; null for ever. */
  readonly keepLeftGuildsMs: number | null;
  readonly voiceTrackingEnabled: boolean;
  readonly feedPublisherEnabled: boolean;
  /** Asks Discord who joins and leaves, which takes a privileged intent. */
  readonly welcomeEnabled: boolean;
  readonly autoRegisterCommands: boolean;
  readonly logLevel: LogLevel;
  /** Null leaves it to where the console leads. */
  readonly logFormat: LogFormat | null;
  /** Where health and metrics are served; null for nowhere. */
  readonly httpPort: number | null;
  readonly httpHost: string;
  readonly anilistApiUrl: string;
  readonly mangadexApiUrl: string;
  readonly comickApiUrl: string;
  readonly comickEnabled: boolean;
  /** Origins whose web feeds may be read although they are private. */
  readonly allowPrivateFeeds: readonly string[];

  /** @throws ConfigurationError listing every problem. */
  constructor(variables: Variables) {
    const environment = new Environment(variables);
    const problems = environment.problems();
    if (problems.length > 0) throw new ConfigurationError(problems);
    this.discordToken = environment.DISCORD_TOKEN ?? '';
    this.discordApplicationId = environment.DISCORD_APPLICATION_ID
      ? toSnowflake(environment.DISCORD_APPLICATION_ID)
      : null;
    this.discordApiUrl = address(environment.DISCORD_API_URL, 'https://discord.com/api');
    this.discordCdnUrl = address(environment.DISCORD_CDN_URL, 'https://cdn.discordapp.com');
    this.adminIds = (environment.ADMIN_ID?.split(',') ?? []).map((id) => toSnowflake(id.trim()));
    this.adminGuildId = environment.ADMIN_GUILD_ID ? toSnowflake(environment.ADMIN_GUILD_ID) : null;
    this.dataPath = dataPath(variables);
    this.logsPath = environment.LOGS_PATH === undefined ? null : resolve(environment.LOGS_PATH);
    this.logsKept = Number(environment.LOGS_KEPT ?? 14);
    this.databasePath = databasePath(variables);
    this.pollIntervalMs = Number(environment.POLL_INTERVAL ?? 60) * 1000;
    this.backupEveryMs = Number(environment.BACKUP_EVERY_HOURS ?? 24) * 3_600_000 || null;
    this.backupsKept = Number(environment.BACKUPS_KEPT ?? 7);
    this.keptMs = {
      items: daysMs(environment.KEEP_ITEMS_DAYS),
      sent: daysMs(environment.KEEP_SENT_DAYS),
      refused: daysMs(environment.KEEP_REFUSED_DAYS),
    };
    this.keepLeftGuildsMs = Number(environment.KEEP_LEFT_GUILDS_DAYS ?? 30) * 86_400_000 || null;
    this.voiceTrackingEnabled = flag(environment.ENABLE_VOICE_TRACKING);
    this.feedPublisherEnabled = flag(environment.ENABLE_FEED_PUBLISHER);
    this.welcomeEnabled = environment.ENABLE_WELCOME !== undefined && flag(environment.ENABLE_WELCOME);
    this.autoRegisterCommands = flag(environment.ENABLE_AUTOREGISTER_CMD);
    this.logLevel = (environment.LOG_LEVEL ?? 'log') as LogLevel;
    this.logFormat = (environment.LOG_FORMAT ?? null) as LogFormat | null;
    this.httpPort = Number(environment.HTTP_PORT ?? 0) || null;
    this.httpHost = environment.HTTP_HOST ?? '127.0.0.1';
    this.anilistApiUrl = address(environment.ANILIST_API_URL, 'https://graphql.anilist.co');
    this.mangadexApiUrl = address(environment.MANGADEX_API_URL, 'https://api.mangadex.org');
    this.comickApiUrl = address(environment.COMICK_API_URL, 'https://api.comick.dev');
    this.comickEnabled = environment.COMICK_ENABLED !== undefined && flag(environment.COMICK_ENABLED);
    this.allowPrivateFeeds = (environment.ALLOW_PRIVATE_FEEDS?.split(',') ?? []).map((origin) =>
      origin.trim().toLowerCase(),
    );
  }

  /** What Nest's logger is to print: the configured level and everything more severe. */
  get logLevels(): LogLevel[] {
    return LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(this.logLevel) + 1);
  }
}

/** For the database's commands, which need no token. */
export function databasePath(variables: Variables): string {
  return resolve(new Environment(variables).DATABASE_PATH ?? './data/data.db');
}

/** The same. */
export function dataPath(variables: Variables): string {
  return resolve(new Environment(variables).DATA_PATH ?? './data');
}

function daysMs(text: string | undefined): number | null {
  return Number(text ?? 0) * 86_400_000 || null;
}

function flag(text: string | undefined): boolean {
  return text === undefined || /^(true|1)$/i.test(text);
}

function address(text: string | undefined, fallback: string): string {
  return (text ?? fallback).replace(/\/+$/, '');
}
