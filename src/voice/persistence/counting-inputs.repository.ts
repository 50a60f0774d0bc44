import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';

/** What a policy's categories and roles mean now. */
@Injectable()
export class CountingInputsRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Channels that were last seen in one of these categories, in order. */
  async listChannelsOf(guildId: Snowflake, categoryIds: readonly Snowflake[]): Promise<Snowflake[]> {
    if (categoryIds.length === 0) return [];
    const rows = await this.unitOfWork.reader.query<{ id: Snowflake }[]>(
      `SELECT channel_id AS id FROM voice_channels
       WHERE guild_id = ? AND category_id IN (SELECT value FROM json_each(?)) ORDER BY channel_id`,
      [guildId, JSON.stringify(categoryIds)],
    );
    return rows.map(({ id }) => id);
  }

  /** Members that were last seen with one of these roles, in order. */
  async listMembersWith(guildId: Snowflake, roleIds: readonly Snowflake[]): Promise<Snowflake[]> {
    if (roleIds.length === 0) return [];
    // The ids stand in quotes, so text that holds one has that very role; parsing each row takes ten times as long.
    const rows = await this.unitOfWork.reader.query<{ id: Snowflake }[]>(
      `SELECT user_id AS id FROM voice_members WHERE guild_id = ? AND EXISTS
         (SELECT 1 FROM json_each(?) AS role WHERE instr(role_ids, '"' || role.value || '"') > 0) ORDER BY user_id`,
      [guildId, JSON.stringify(roleIds)],
    );
    return rows.map(({ id }) => id);
  }

  async findCategory(channelId: Snowflake): Promise<Snowflake | null> {
    const [row] = await this.unitOfWork.reader.query<{ id: Snowflake | null }[]>(
      'SELECT category_id AS id FROM voice_channels WHERE channel_id = ?',
      [channelId],
    );
    return row?.id ?? null;
  }

  async listRoles(guildId: Snowflake, userId: Snowflake): Promise<Snowflake[]> {
    const [row] = await this.unitOfWork.reader.query<{ roles: string }[]>(
      'SELECT role_ids AS roles FROM voice_members WHERE guild_id = ? AND user_id = ?',
      [guildId, userId],
    );
    return JSON.parse(row?.roles ?? '[]') as Snowflake[];
  }
}
