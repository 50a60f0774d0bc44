import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { type GuildSettings, mergeGuildSettings } from './guild-settings';
import { GuildSettingsEntity } from './guild-settings.entity';

@Injectable()
export class GuildSettingsRepository extends TableRepository<GuildSettingsEntity, Snowflake> {
  constructor(unitOfWork: UnitOfWork) {
    super(unitOfWork, GuildSettingsEntity);
  }

  /** Null when the guild never set anything. */
  async find(guildId: Snowflake): Promise<GuildSettings | null> {
    const row = await this.findById(guildId);
    return row?.settings ?? null;
  }

  /** Of these guilds, those that set anything. */
  listByGuildIds(guildIds: readonly Snowflake[]): Promise<GuildSettingsEntity[]> {
    return this.reader
      .createQueryBuilder(GuildSettingsEntity, 'guild')
      .where('guild.guildId IN (SELECT value FROM json_each(:guildIds))', {
        guildIds: JSON.stringify(guildIds),
      })
      .getMany();
  }

  async listGuildIdsWithVoiceOff(): Promise<Snowflake[]> {
    const rows = await this.reader.query<{ guild_id: Snowflake }[]>(
      `SELECT guild_id FROM server_settings WHERE settings ->> '$.voice.enabled' = 0 ORDER BY guild_id`,
    );
    return rows.map((row) => row.guild_id);
  }

  /**
   * Sets what `changes` names and leaves every other setting alone, those this version does not know included.
   * @returns the settings as they are now.
   */
  async upsert(guildId: Snowflake, changes: GuildSettings): Promise<GuildSettings> {
    // Reading through the writer makes read and write one step, and fails before it reads when there is no unit.
    const stored = await this.writer.findOneBy(GuildSettingsEntity, { guildId });
    const settings = mergeGuildSettings(stored?.settings ?? {}, changes);
    await this.replace({ guildId, settings });
    return settings;
  }
}
