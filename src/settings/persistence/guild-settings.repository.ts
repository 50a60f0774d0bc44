import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { TableRepository, UnitOfWork } from '../../database';
import { type GuildSettings, mergeGuildSettings } from './guild-settings';
import { GuildSettingsEntity } from './guild-settings.entity';
import { NAMING_USER, PLACES_NAMING_USER, withoutUser } from './naming-user';

interface NamingRow {
  readonly 'server id': Snowflake;
  readonly section: string;
  readonly as: 'changed last' | 'ignored';
}

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

  /** Where the settings (of one guild, or of all) name a user. */
  listNaming(userId: Snowflake, guildId: Snowflake | null): Promise<NamingRow[]> {
    const { sql, parameters } = this.queryNaming(userId, guildId);
    return this.reader.query(sql, parameters);
  }

  /** The same for who asks elsewhere; the columns are `server id`, `section` and `as`. */
  queryNaming(userId: Snowflake, guildId: Snowflake | null): { sql: string; parameters: string[] } {
    const guild = guildId ?? '';
    const parameters = Array.from({ length: PLACES_NAMING_USER }, () => [userId, guild, guild]).flat();
    return { sql: NAMING_USER, parameters };
  }

  /** Takes every mention of a user out of the settings. @returns false when there was none. */
  async forgetUser(userId: Snowflake, guildId: Snowflake | null): Promise<boolean> {
    const rows = await this.writer.query<{ guildId: Snowflake; settings: string }[]>(
      `SELECT guild_id AS guildId, settings FROM server_settings
       WHERE instr(settings, '"' || ? || '"') > 0 AND (? = '' OR guild_id = ?)`,
      [userId, guildId ?? '', guildId ?? ''],
    );
    for (const row of rows) {
      const settings = JSON.stringify(withoutUser(JSON.parse(row.settings), userId));
      await this.writer.query('UPDATE server_settings SET settings = ? WHERE guild_id = ?', [
        settings,
        row.guildId,
      ]);
    }
    return rows.length > 0;
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
