import { Injectable, type OnModuleInit } from '@nestjs/common';

import type { Snowflake } from '../common';
import { type ExportedTable, type MemberScope, type PersonalData, PersonalDataHolders } from '../privacy';
import { GuildSettingsRepository } from './persistence';

/** Settings belong to a guild; of members they name who changed them last and whom an admin ignores. */
@Injectable()
export class SettingsData implements PersonalData, OnModuleInit {
  readonly title = 'Server settings';
  readonly tables = ['server_settings'];

  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly settings: GuildSettingsRepository,
  ) {}

  onModuleInit(): void {
    this.holders.register(this);
  }

  async facts({ userId, guildId }: MemberScope): Promise<readonly string[]> {
    const named = await this.settings.listNaming(userId, guildId);
    const ignored = named.filter(({ as }) => as === 'ignored').length;
    const changed = named.length - ignored;
    return [
      ...(changed > 0 ? [`You are noted as who changed settings last (${changed}×)`] : []),
      ...(ignored > 0 ? [`Admins chose that your voice time does not count (${ignored}×)`] : []),
    ];
  }

  exported({ userId, guildId }: MemberScope): readonly ExportedTable[] {
    return [{ title: 'server settings that name you', ...this.settings.queryNaming(userId, guildId) }];
  }

  deleteMember({ userId, guildId }: MemberScope): Promise<boolean> {
    return this.settings.forgetUser(userId, guildId);
  }

  deleteGuild(guildId: Snowflake): Promise<boolean> {
    return this.settings.delete(guildId);
  }

  async listGuilds(): Promise<readonly Snowflake[]> {
    return (await this.settings.listAll()).map(({ guildId }) => guildId);
  }
}
