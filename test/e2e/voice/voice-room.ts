import Database from 'better-sqlite3';
import { ChannelType } from 'discord.js';

import type { SandboxDiscord, UserRecord } from '../../../sandbox/discord';
import type { Snowflake } from '../../../src/common';
import type { SessionRow, StoredSegment } from '../../integration/voice/stored-sessions';

/** What the file says now, read past the bot. */
export function readSessions(databasePath: string): SessionRow[] {
  const file = new Database(databasePath, { readonly: true });
  try {
    const sessions = file
      .prepare(
        `SELECT session.id, user_id AS userId, guild_id AS guildId, channel_id AS channelId, join_time AS joinTime,
           CASE WHEN is_active = 0 THEN leave_time END AS leaveTime, voice_suspensions.state AS suspendedAs
         FROM voice_sessions AS session LEFT JOIN voice_suspensions ON session_id = session.id ORDER BY session.id`,
      )
      .all() as Omit<SessionRow, 'segments'>[];
    const segments = file.prepare(
      `SELECT started_at AS startedAt, ended_at AS endedAt, state FROM voice_segments
       WHERE session_id = ? ORDER BY started_at`,
    );
    return sessions.map((row) => ({ ...row, segments: segments.all(row.id) as StoredSegment[] }));
  } finally {
    file.close();
  }
}

/** A guild with two voice channels and people to put into them. */
export class VoiceRoom {
  readonly guildId: Snowflake;
  readonly lounge: Snowflake;
  readonly studio: Snowflake;
  readonly people: readonly UserRecord[];

  constructor(
    readonly discord: SandboxDiscord,
    private readonly databasePath: string,
    size = 3,
  ) {
    this.people = Array.from({ length: size }, () => discord.createUser());
    this.guildId = discord.createGuild({ members: this.people }).id as Snowflake;
    const type = ChannelType.GuildVoice;
    const category = discord.createChannel(this.guildId, {
      name: 'Voices',
      type: ChannelType.GuildCategory,
    });
    const lounge = discord.createChannel(this.guildId, { name: 'lounge', type, parentId: category.id });
    this.lounge = lounge.id as Snowflake;
    this.studio = discord.createChannel(this.guildId, { name: 'studio', type }).id as Snowflake;
  }

  person(index: number): string {
    return this.people[index]?.id ?? '';
  }

  /** Joins, moves, or (with null) leaves. */
  go(index: number, channelId: string | null): void {
    this.discord.setVoiceState(this.guildId, this.person(index), { channelId });
  }

  /** This guild's sessions, or those of one person of it. */
  sessions(index?: number): SessionRow[] {
    return readSessions(this.databasePath).filter(
      ({ guildId, userId }) =>
        guildId === this.guildId && (index === undefined || userId === this.person(index)),
    );
  }

  /** The states a person went through, session by session. */
  states(index: number): number[][] {
    return this.sessions(index).map(({ segments }) => segments.map(({ state }) => state));
  }

  /** Resolves once these are the states that the person went through. */
  async went(index: number, states: readonly (readonly number[])[]): Promise<void> {
    const expected = JSON.stringify(states);
    await this.discord
      .until(() => JSON.stringify(this.states(index)) === expected, 20_000)
      .catch(() => {
        expect(this.states(index)).toEqual(states);
      });
  }

  /** Resolves once the person has so many sessions, of which so many go on. */
  async recorded(index: number, total: number, active: number): Promise<void> {
    await this.discord.until(() => {
      const sessions = this.sessions(index);
      return sessions.length === total && sessions.filter((row) => row.leaveTime === null).length === active;
    }, 20_000);
  }
}
