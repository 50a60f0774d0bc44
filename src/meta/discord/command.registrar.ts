import { Injectable, Logger } from '@nestjs/common';
import { Client, Events } from 'discord.js';
import { CommandsService, Once } from 'necord';
import { createHash } from 'node:crypto';

import { VERSION } from '../../common';
import { AppConfig } from '../../config';
import { RegisteredCommands } from '../registered-commands';

/** Tells Discord the slash commands, globally, only when the version or the commands themselves changed. */
@Injectable()
export class CommandRegistrar {
  private readonly logger = new Logger('Commands');

  constructor(
    private readonly client: Client,
    private readonly commands: CommandsService,
    private readonly registered: RegisteredCommands,
    private readonly config: AppConfig,
  ) {}

  @Once(Events.ClientReady)
  async registerIfChanged(): Promise<void> {
    if (!this.config.autoRegisterCommands) return;
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
