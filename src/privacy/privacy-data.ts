import { Injectable, type OnModuleInit } from '@nestjs/common';

import type { Snowflake } from '../common';
import {
  type ExportedTable,
  isoInstant,
  type MemberScope,
  type PersonalData,
  PersonalDataHolders,
} from './personal-data';
import { PrivacyChoices } from './privacy-choices.service';

/** What people chose themselves. It is deleted with its guild, and a member takes it back with a button. */
@Injectable()
export class PrivacyData implements PersonalData, OnModuleInit {
  readonly title = 'Your choices here';
  readonly tables = ['privacy_choices', 'privacy_deletions', 'left_guilds'];

  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly choices: PrivacyChoices,
  ) {}

  onModuleInit(): void {
    this.holders.register(this);
  }

  /** The panel says them itself. */
  facts(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  exported({ userId, guildId }: MemberScope): readonly ExportedTable[] {
    return [
      {
        title: 'privacy choices',
        sql: `SELECT CASE guild_id WHEN '' THEN 'everywhere' ELSE guild_id END AS "server id",
            ${isoInstant('hidden_since')} AS "hidden since", ${isoInstant('unrecorded_since')} AS "not recorded since"
          FROM privacy_choices WHERE user_id = ? AND (? = '' OR guild_id IN ('', ?)) ORDER BY guild_id`,
        parameters: [userId, guildId ?? '', guildId ?? ''],
      },
    ];
  }

  deleteMember(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** Goes with the last step of the deletion, because until then it says what is to be done. */
  deleteGuild(): Promise<boolean> {
    return Promise.resolve(false);
  }

  listGuilds(): Promise<readonly Snowflake[]> {
    return Promise.resolve(this.choices.listGuilds());
  }
}
