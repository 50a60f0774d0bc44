import { IsIn, IsOptional, IsUrl, Matches, validateSync } from './class-validator';

const FLAG = /^(true|false|1|0)$/i;
const flag = { message: 'must be true or false' };
const days = { message: 'must be a whole number of days, 1 to 9999, or 0 for no end' };
const address = { message: 'must be an http or https address' };
const ADDRESS = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
export const LOG_FORMATS = ['pretty', 'json'] as const;

/** The environment variables as they are written: text or absent. One property a variable, named like it. */
export class Environment {
  @Matches(/^\S+$/, { message: 'must be the bot token from https://discord.com/developers/applications' })
  readonly DISCORD_TOKEN?: string;

  @IsOptional()
  @Matches(/^[1-9]\d{16,19}$/, { message: 'must be an application id of 17 to 20 digits' })
  readonly DISCORD_APPLICATION_ID?: string;

  @IsOptional()
  @Matches(/^\s*[1-9]\d{16,19}\s*(,\s*[1-9]\d{16,19}\s*)*$/, {
    message: 'must be Discord user ids of 17 to 20 digits, separated by commas',
  })
  readonly ADMIN_ID?: string;

  @IsOptional()
  @Matches(/^[1-9]\d{16,19}$/, { message: 'must be the id of a Discord server, 17 to 20 digits' })
  readonly ADMIN_GUILD_ID?: string;

  readonly DATABASE_PATH?: string;
  readonly DATA_PATH?: string;
  readonly LOGS_PATH?: string;

  @IsOptional()
  @Matches(/^0*[1-9]\d{0,3}$/, { message: 'must be a whole number, 1 to 9999' })
  readonly LOGS_KEPT?: string;

  @IsOptional()
  @Matches(/^0*[1-9]\d{0,5}$/, { message: 'must be a whole number of seconds, 1 to 999999' })
  readonly POLL_INTERVAL?: string;

  @IsOptional()
  @Matches(/^\d{1,4}$/, { message: 'must be a whole number of hours, 1 to 9999, or 0 for no backups' })
  readonly BACKUP_EVERY_HOURS?: string;

  @IsOptional()
  @Matches(/^0*[1-9]\d{0,3}$/, { message: 'must be a whole number, 1 to 9999' })
  readonly BACKUPS_KEPT?: string;

  @IsOptional()
  @Matches(/^(0+|0*([3-9]\d|[1-9]\d{2,3}))$/, {
    message: 'must be a whole number of days, 30 to 9999, or 0 for no end',
  })
  readonly KEEP_ITEMS_DAYS?: string;

  @IsOptional()
  @Matches(/^\d{1,4}$/, days)
  readonly KEEP_SENT_DAYS?: string;

  @IsOptional()
  @Matches(/^\d{1,4}$/, days)
  readonly KEEP_REFUSED_DAYS?: string;

  @IsOptional()
  @Matches(/^\d{1,4}$/, { message: 'must be a whole number of days, 1 to 9999, or 0 for ever' })
  readonly KEEP_LEFT_GUILDS_DAYS?: string;

  @IsOptional()
  @Matches(FLAG, flag)
  readonly ENABLE_VOICE_TRACKING?: string;

  @IsOptional()
  @Matches(FLAG, flag)
  readonly ENABLE_FEED_PUBLISHER?: string;

  @IsOptional()
  @Matches(FLAG, flag)
  readonly ENABLE_WELCOME?: string;

  @IsOptional()
  @Matches(FLAG, flag)
  readonly ENABLE_AUTOREGISTER_CMD?: string;

  @IsOptional()
  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  readonly LOG_LEVEL?: string;

  @IsOptional()
  @IsIn(LOG_FORMATS, { message: `must be one of ${LOG_FORMATS.join(', ')}` })
  readonly LOG_FORMAT?: string;

  @IsOptional()
  @Matches(/^0*(6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})$/, {
    message: 'must be a port, 1 to 65535',
  })
  readonly HTTP_PORT?: string;

  @IsOptional()
  @Matches(/^[\w.:-]+$/, { message: 'must be an address or the name of a host, such as 127.0.0.1' })
  readonly HTTP_HOST?: string;

  @IsOptional()
  @IsUrl(ADDRESS, address)
  readonly DISCORD_API_URL?: string;

  @IsOptional()
  @IsUrl(ADDRESS, address)
  readonly DISCORD_CDN_URL?: string;

  @IsOptional()
  @IsUrl(ADDRESS, address)
  readonly ANILIST_API_URL?: string;

  @IsOptional()
  @IsUrl(ADDRESS, address)
  readonly MANGADEX_API_URL?: string;

  @IsOptional()
  @IsUrl(ADDRESS, address)
  readonly COMICK_API_URL?: string;

  @IsOptional()
  @Matches(FLAG, flag)
  readonly COMICK_ENABLED?: string;

  @IsOptional()
  @Matches(/^\s*https?:\/\/[^\s,/]+\s*(,\s*https?:\/\/[^\s,/]+\s*)*$/, {
    message: 'must be origins such as http://nas.local:8080, separated by commas',
  })
  readonly ALLOW_PRIVATE_FEEDS?: string;

  /** An empty value (`NAME=` in a `.env` file) counts as absent. */
  constructor(variables: Readonly<Record<string, string | undefined>>) {
    for (const name of VARIABLES) {
      const value = variables[name]?.trim();
      if (value) Object.assign(this, { [name]: value });
    }
  }

  /** One line a problem: the variable and what it should be. Never its value: it may be a secret. */
  problems(): string[] {
    const own = validateSync(this).flatMap((error) =>
      Object.values(error.constraints ?? {}).map((constraint) => `${error.property} ${constraint}`),
    );
    return [...own, ...this.contradictions()];
  }

  /** Of variables that need each other. */
  private contradictions(): string[] {
    if (this.ADMIN_GUILD_ID === undefined || this.ADMIN_ID !== undefined) return [];
    return ['ADMIN_ID must be set with ADMIN_GUILD_ID: it says who may use the owner’s commands there'];
  }
}

const VARIABLES = [
  'DISCORD_TOKEN',
  'DISCORD_APPLICATION_ID',
  'ADMIN_ID',
  'ADMIN_GUILD_ID',
  'DATABASE_PATH',
  'DATA_PATH',
  'LOGS_PATH',
  'LOGS_KEPT',
  'POLL_INTERVAL',
  'BACKUP_EVERY_HOURS',
  'BACKUPS_KEPT',
  'KEEP_ITEMS_DAYS',
  'KEEP_SENT_DAYS',
  'KEEP_REFUSED_DAYS',
  'KEEP_LEFT_GUILDS_DAYS',
  'ENABLE_VOICE_TRACKING',
  'ENABLE_FEED_PUBLISHER',
  'ENABLE_WELCOME',
  'ENABLE_AUTOREGISTER_CMD',
  'LOG_LEVEL',
  'LOG_FORMAT',
  'HTTP_PORT',
  'HTTP_HOST',
  'DISCORD_API_URL',
  'DISCORD_CDN_URL',
  'ANILIST_API_URL',
  'MANGADEX_API_URL',
  'COMICK_API_URL',
  'COMICK_ENABLED',
  'ALLOW_PRIVATE_FEEDS',
] as const satisfies readonly (keyof Environment)[];
