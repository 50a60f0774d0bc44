import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type ApplicationCommandDataResolvable, Client, DiscordAPIError, Events } from 'discord.js';
import { CommandsService, Context, type ContextOf, On, Once, SlashCommandsService } from 'necord';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy, type Snowflake, toSnowflake, VERSION } from '../../common';
import { AppConfig } from '../../config';
import { RegisteredCommands } from '../registered-commands';
import { OWNER_COMMAND } from './owner.command-group';

const RETRY: BackoffPolicy = { baseMs: 2_000, capMs: 5 * 60_000 };

/** Where commands are: everywhere (null), or in one guild. Discord knows each as one list that is replaced as a whole. */
interface Scope {
  readonly guildId: Snowflake | null;
  readonly commands: readonly ApplicationCommandDataResolvable[];
}

/**
 * Tells Discord the slash commands, only when the version or the commands themselves changed: what everybody has
 * globally, the owner's in their guild.
 */
@Injectable()
export class CommandRegistrar implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Commands');
  private readonly stopping = new AbortController();
  /** The owner's wish outlives an attempt of before that is still being repeated. */
  private takenBack = false;

  constructor(
    private readonly client: Client,
    private readonly commands: CommandsService,
    private readonly slashCommands: SlashCommandsService,
    private readonly registered: RegisteredCommands,
    private readonly config: AppConfig,
  ) {}

  /** Decorators do not know the configuration; without a guild the owner's commands would be everybody's. */
  onApplicationBootstrap(): void {
    const { adminGuildId } = this.config;
    if (adminGuildId !== null) this.slashCommands.get(OWNER_COMMAND).setGuilds([adminGuildId]);
  }

  /** Tries until Discord took them: without its commands the bot is of no use. */
  @Once(Events.ClientReady)
  async registerChanges(): Promise<void> {
    const guilds = [...(await this.registered.guilds()), ...this.ownersGuilds];
    // A guild that is the owner's no longer loses its commands, whatever is registered by itself.
    const scopes = [...new Set(guilds)].map((guildId) => this.scopeOf(guildId));
    if (this.config.autoRegisterCommands) scopes.unshift(this.scopeOf(null));
    await Promise.all(scopes.map((scope) => this.registerUntilTaken(scope)));
  }

  /** The owner's guild may be one that the bot joins later. */
  @On(Events.GuildCreate)
  async registerIn(@Context() [{ id }]: ContextOf<Events.GuildCreate>): Promise<void> {
    for (const guildId of this.ownersGuilds.filter((own) => own === id)) {
      await this.registered.forget(guildId);
      await this.registerUntilTaken(this.scopeOf(guildId));
    }
  }

  /** Tells Discord everything now, changed or not. */
  async registerAll(): Promise<{ readonly everywhere: number; readonly owners: number }> {
    this.takenBack = false;
    const everywhere = this.scopeOf(null);
    await this.tell(everywhere);
    const owners = this.ownersGuilds.map((guildId) => this.scopeOf(guildId));
    for (const scope of owners) await this.tell(scope);
    return {
      everywhere: everywhere.commands.length,
      owners: owners.reduce((sum, { commands }) => sum + commands.length, 0),
    };
  }

  /** Takes everybody's commands back and forgets that they were told, so that the next start tells them again. */
  async unregisterGlobal(): Promise<void> {
    this.takenBack = true;
    await this.tell({ guildId: null, commands: [] });
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  private get ownersGuilds(): Snowflake[] {
    return [...this.commands.getCommandsGroupedByGuilds().keys()].map(toSnowflake);
  }

  private scopeOf(guildId: Snowflake | null): Scope {
    const commands =
      guildId === null ? this.commands.getGlobalCommands() : this.commands.getGuildCommands(guildId);
    return { guildId, commands: commands.flatMap((command) => command.toJSON()) };
  }

  private async registerUntilTaken(scope: Scope): Promise<void> {
    for (let attempt = 1; !this.isOver(scope); attempt++) {
      try {
        const isKnown = await this.registered.areRegistered(scope.guildId, this.fingerprint(scope));
        if (!isKnown) await this.tell(scope);
        return;
      } catch (error) {
        if (await this.givesUp(scope, error)) return;
        const delayMs = backoffDelayMs(RETRY, attempt);
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`Discord did not take the commands (${reason}); trying again in ${delayMs} ms`);
        await sleep(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private isOver({ guildId }: Scope): boolean {
    return this.stopping.signal.aborted || (guildId === null && this.takenBack);
  }

  /** A guild that the bot is not in, or no longer: asking again would be refused again. */
  private async givesUp({ guildId, commands }: Scope, error: unknown): Promise<boolean> {
    const isRefused = error instanceof DiscordAPIError && [403, 404].includes(error.status);
    if (guildId === null || !isRefused) return false;
    await this.registered.forget(guildId);
    if (commands.length > 0) {
      this.logger.warn(
        `The owner's commands are missing: Discord does not let me into the server ADMIN_GUILD_ID=${guildId}. ` +
          'Invite me there (bot and applications.commands) and they appear.',
      );
    }
    return true;
  }

  private async tell(scope: Scope): Promise<void> {
    const { guildId, commands } = scope;
    if (!this.client.isReady()) throw new Error('Not logged in');
    const { commands: known } = this.client.application;
    await (guildId === null ? known.set(commands) : known.set(commands, guildId));
    // discord.js remembers what there was before as well.
    known.cache.sweep((command) => command.guildId === guildId);
    if (commands.length === 0) await this.registered.forget(guildId);
    else await this.registered.remember(guildId, this.fingerprint(scope));
    const where = guildId === null ? '' : ` of the server ${guildId}`;
    this.logger.log(`Told Discord about ${commands.length} commands${where}`);
  }

  /** The application belongs to it: a new bot account on the same database has no commands yet. */
  private fingerprint({ commands }: Scope): string {
    const applicationId = this.config.discordApplicationId ?? this.client.application?.id ?? '';
    const content = JSON.stringify([applicationId, commands]);
    return `${VERSION} ${createHash('sha256').update(content).digest('hex')}`;
  }
}
