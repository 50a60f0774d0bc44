import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { SettingsService } from '../../settings';
import { VoiceTotals } from './voice-totals';

/**
 * A role that is deleted ignores nobody any more. Discord says so once and of none of its members, who were last seen
 * with it; so it is the setting that goes.
 */
@Injectable()
export class IgnoredRoles {
  constructor(
    private readonly settings: SettingsService,
    private readonly totals: VoiceTotals,
  ) {}

  async deleted(guildId: Snowflake, roleId: Snowflake): Promise<void> {
    await this.keep(guildId, (ignored) => ignored !== roleId);
  }

  /** These are all the roles of the guild now. */
  async listed(guildId: Snowflake, roleIds: readonly Snowflake[]): Promise<void> {
    // Every guild has the role of everyone, which has the guild's own id; without it the list is not whole.
    if (roleIds.includes(guildId)) await this.keep(guildId, (ignored) => roleIds.includes(ignored));
  }

  private async keep(guildId: Snowflake, isThere: (roleId: Snowflake) => boolean): Promise<void> {
    const { ignoredRoleIds } = await this.settings.getVoice(guildId);
    if (ignoredRoleIds.every(isThere)) return;
    await this.settings.updateVoice(guildId, (present) => ({
      ignoredRoleIds: present.ignoredRoleIds.filter(isThere),
    }));
    this.totals.inputsChanged([guildId]);
  }
}
