import { Injectable } from '@nestjs/common';

import { isSnowflake, type Snowflake } from '../common';
import { BotMetaRepository, UnitOfWork } from '../database';

const KEY = 'registered_commands';
const GUILD_PREFIX = `${KEY}/`;

/** Remembers, across restarts, which commands Discord was told last: everywhere (null), and in a guild. */
@Injectable()
export class RegisteredCommands {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly meta: BotMetaRepository,
  ) {}

  async areRegistered(guildId: Snowflake | null, fingerprint: string): Promise<boolean> {
    return (await this.meta.get(keyOf(guildId))) === fingerprint;
  }

  /** Guilds that have commands of their own. */
  async guilds(): Promise<Snowflake[]> {
    const rows = await this.meta.listByPrefix(GUILD_PREFIX);
    return rows.map(({ key }) => key.slice(GUILD_PREFIX.length)).filter(isSnowflake);
  }

  async remember(guildId: Snowflake | null, fingerprint: string): Promise<void> {
    await this.unitOfWork.run(() => this.meta.set(keyOf(guildId), fingerprint));
  }

  async forget(guildId: Snowflake | null): Promise<void> {
    await this.unitOfWork.run(() => this.meta.delete(keyOf(guildId)));
  }
}

function keyOf(guildId: Snowflake | null): string {
  return guildId === null ? KEY : `${GUILD_PREFIX}${guildId}`;
}
