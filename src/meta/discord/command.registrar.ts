import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Client, Events } from 'discord.js';
import { CommandsService, Once } from 'necord';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy, VERSION } from '../../common';
import { AppConfig } from '../../config';
import { RegisteredCommands } from '../registered-commands';

const RETRY: BackoffPolicy = { baseMs: 2_000, capMs: 5 * 60_000 };

/** Tells Discord the slash commands, globally, only when the version or the commands themselves changed. */
@Injectable()
export class CommandRegistrar implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Commands');
  private readonly stopping = new AbortController();

  constructor(
    private readonly client: Client,
    private readonly commands: CommandsService,
    private readonly registered: RegisteredCommands,
    private readonly config: AppConfig,
  ) {}

  /** Tries until Discord took them: without its commands the bot is of no use. */
  @Once(Events.ClientReady)
  async register(): Promise<void> {
    if (!this.config.autoRegisterCommands) return;
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      try {
        await this.registerIfChanged();
        return;
      } catch (error) {
        const delayMs = backoffDelayMs(RETRY, attempt);
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`Discord did not take the commands (${reason}); trying again in ${delayMs} ms`);
        await sleep(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  private async registerIfChanged(): Promise<void> {
    const commands = this.commands.getGlobalCommands().flatMap((command) => command.toJSON());
    const fingerprint = this.fingerprint(commands);
    if (await this.registered.areRegistered(fingerprint)) return;
    await this.commands.registerGlobalCommands();
    await this.registered.remember(fingerprint);
    this.logger.log(`Told Discord about ${commands.length} commands`);
  }

  /** The application belongs to it: a new bot account on the same database has no commands yet. */
  private fingerprint(commands: readonly unknown[]): string {
    const applicationId = this.config.discordApplicationId ?? this.client.application?.id ?? '';
    const content = JSON.stringify([applicationId, commands]);
    return `${VERSION} ${createHash('sha256').update(content).digest('hex')}`;
  }
}
