import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { UnitOfWork } from '../../database';

export interface StaySums {
  /** The limit when it is that many or more. */
  readonly stays: number;
  /** Epoch milliseconds of the first of them; null without any. */
  readonly since: number | null;
  readonly ms: number;
}

/**
 * A member's channels are found by skipping from one to the next in the index; of a guild, those whose first stay is
 * there. Parameters by name: user and guild, which is '' for all of them.
 */
const OF_MEMBER = `WITH RECURSIVE channels(channel) AS (
    SELECT min(channel_id) FROM voice_sessions WHERE user_id = :user
    UNION ALL
    SELECT (SELECT min(channel_id) FROM voice_sessions WHERE user_id = :user AND channel_id > channel)
    FROM channels WHERE channel IS NOT NULL
  ), own(channel) AS MATERIALIZED (
    SELECT channel FROM channels WHERE channel IS NOT NULL AND (:guild = '' OR :guild =
      (SELECT guild_id FROM voice_sessions WHERE user_id = :user AND channel_id = channel LIMIT 1))
  ), stays AS (
    SELECT voice_sessions.* FROM own CROSS JOIN voice_sessions ON user_id = :user AND channel_id = own.channel
    WHERE :guild = '' OR guild_id = :guild LIMIT :limit
  )`;

/** The guilds in a table that has an index by the guild, found by skipping from one to the next. */
export function guildsOf(table: 'voice_members' | 'voice_channels' | 'voice_generations'): string {
  return `WITH RECURSIVE guilds(id) AS (
    SELECT min(guild_id) FROM ${table}
    UNION ALL
    SELECT (SELECT min(guild_id) FROM ${table} WHERE guild_id > guilds.id) FROM guilds WHERE id IS NOT NULL
  ) SELECT id FROM guilds WHERE id IS NOT NULL`;
}

const GUILDS_OF_MEMBERS = guildsOf('voice_members');

/** All of a member or of a guild in the tables of voice, to be counted or deleted. */
@Injectable()
export class VoiceDataRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async sumsOf(userId: Snowflake, guildId: Snowflake | null, limit: number): Promise<StaySums> {
    const [row] = await this.read<StaySums>(
      `${OF_MEMBER} SELECT count(*) AS stays, min(join_time) AS since,
         coalesce(sum(leave_time - join_time), 0) AS ms FROM stays`,
      { user: userId, guild: guildId ?? '', limit },
    );
    return row ?? { stays: 0, since: null, ms: 0 };
  }

  async hasRoles(userId: Snowflake, guildId: Snowflake | null): Promise<boolean> {
    const rows = await this.read(
      `SELECT 1 FROM voice_members WHERE user_id = :user
         AND guild_id IN (${guildId === null ? GUILDS_OF_MEMBERS : ':guild'}) LIMIT 1`,
      { user: userId, ...(guildId !== null && { guild: guildId }) },
    );
    return rows.length > 0;
  }

  /** Some of a member's sessions. */
  async listSome(
    userId: Snowflake,
    guildId: Snowflake | null,
    limit: number,
  ): Promise<{ id: number; isActive: 0 | 1 }[]> {
    return this.read(`${OF_MEMBER} SELECT id, is_active AS isActive FROM stays`, {
      user: userId,
      guild: guildId ?? '',
      limit,
    });
  }

  /** What is known of a member besides sessions. @returns false when there was nothing. */
  async forgetMember(userId: Snowflake, guildId: Snowflake | null): Promise<boolean> {
    const of = { user: userId, ...(guildId !== null && { guild: guildId }) };
    const roles = await this.write(
      `DELETE FROM voice_members WHERE user_id = :user
         AND guild_id IN (${guildId === null ? GUILDS_OF_MEMBERS : ':guild'}) RETURNING 1`,
      of,
    );
    const generations = `SELECT id FROM voice_generations ${guildId === null ? '' : 'WHERE guild_id = :guild'}`;
    const participants = await this.write(
      `DELETE FROM voice_participants WHERE user_id = :user AND generation_id IN (${generations}) RETURNING 1`,
      of,
    );
    const inputs = await this.read<{ id: number; inputs: string }>(
      `SELECT id, inputs FROM voice_generations WHERE id IN (${generations})
         AND instr(inputs, '"' || :user || '"') > 0`,
      of,
    );
    for (const row of inputs) {
      const counting = JSON.parse(row.inputs) as { ignoredUserIds: string[] };
      const ignoredUserIds = counting.ignoredUserIds.filter((id) => id !== userId);
      await this.write('UPDATE voice_generations SET inputs = :inputs WHERE id = :id', {
        id: row.id,
        inputs: JSON.stringify({ ...counting, ignoredUserIds }),
      });
    }
    return roles.length + participants.length + inputs.length > 0;
  }

  /** Some of a guild's sessions, whosever they are. @returns how many. */
  async deleteSessions(guildId: Snowflake, limit: number): Promise<number> {
    const deleted = await this.write(
      `DELETE FROM voice_sessions WHERE id IN
         (SELECT id FROM voice_sessions WHERE guild_id = :guild LIMIT :limit) RETURNING 1`,
      { guild: guildId, limit },
    );
    return deleted.length;
  }

  /** Its members' roles and its channels. @returns how many there were. */
  async deleteNotes(guildId: Snowflake): Promise<number> {
    const of = { guild: guildId };
    const members = await this.write('DELETE FROM voice_members WHERE guild_id = :guild RETURNING 1', of);
    const channels = await this.write('DELETE FROM voice_channels WHERE guild_id = :guild RETURNING 1', of);
    return members.length + channels.length;
  }

  /** Guilds of which anything but sessions is stored. */
  async listNotedGuilds(): Promise<Snowflake[]> {
    const rows = await this.read<{ id: Snowflake }>(
      `SELECT id FROM (${GUILDS_OF_MEMBERS}) UNION SELECT id FROM (${guildsOf('voice_channels')})
       UNION SELECT id FROM (${guildsOf('voice_generations')})`,
      {},
    );
    return rows.map(({ id }) => id);
  }

  private read<Row>(sql: string, parameters: Readonly<Record<string, unknown>>): Promise<Row[]> {
    return this.unitOfWork.reader.query<Row[]>(sql, [parameters]);
  }

  private write(sql: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown[]> {
    return this.unitOfWork.writer.query<unknown[]>(sql, [parameters]);
  }
}
