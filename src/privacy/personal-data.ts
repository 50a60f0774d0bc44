import { Injectable } from '@nestjs/common';

import { Registry, type Snowflake } from '../common';
import type { ExportQuery } from '../database';

/** A member, in one guild or (null) everywhere, direct messages included. */
export interface MemberScope {
  readonly userId: Snowflake;
  readonly guildId: Snowflake | null;
}

/** Rows as one statement reads them: its columns are named as people read them, ids are text, instants ISO 8601. */
export type ExportedTable = ExportQuery;

/**
 * What a part of the bot stores about members and guilds. It answers for the tables that it names: those with an id of
 * a user or guild in them are named by exactly one part, which a test holds against the schema.
 */
export interface PersonalData {
  readonly title: string;
  readonly tables: readonly string[];
  /** What there is about a member, a fact a line of Markdown; empty when there is nothing. */
  facts(of: MemberScope): Promise<readonly string[]>;
  /** The same in full; read elsewhere, one after the other and all of one instant. */
  exported(of: MemberScope): readonly ExportedTable[];
  /** Resolves when what happened to a member until now is stored, so that it can be deleted. Outside of a unit of work. */
  settle?(of: MemberScope): Promise<void>;
  /**
   * Deletes a part of what there is about a member, a few milliseconds' work inside the unit of work of who calls. Meanwhile
   * nothing new is recorded of them. Called until there was nothing, and again from the beginning after a crash.
   * @returns false when there was nothing to delete.
   */
  deleteMember(of: MemberScope): Promise<boolean>;
  /** The same for everything of a guild where the bot is no longer. */
  deleteGuild(guildId: Snowflake): Promise<boolean>;
  /** The guilds of which something is stored. */
  listGuilds(): Promise<readonly Snowflake[]>;
}

/** Everybody who stores something about somebody. */
@Injectable()
export class PersonalDataHolders extends Registry<PersonalData> {}

/** For `ExportedTable`: an instant of ours (epoch milliseconds) as ISO 8601; null stays null. */
export function isoInstant(column: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`;
}
