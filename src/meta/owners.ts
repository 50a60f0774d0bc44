import { Injectable } from '@nestjs/common';

import { AppConfig } from '../config';

/** Who runs this bot, and where their commands are. */
@Injectable()
export class Owners {
  constructor(private readonly config: AppConfig) {}

  includes(userId: string): boolean {
    return this.config.adminIds.some((id) => id === userId);
  }

  /** Whether somebody finds the owner's commands in a guild. */
  findCommandsIn(userId: string, guildId: string | null): boolean {
    return guildId !== null && guildId === this.config.adminGuildId && this.includes(userId);
  }
}
