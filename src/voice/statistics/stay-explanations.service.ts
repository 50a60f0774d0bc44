import { Injectable } from '@nestjs/common';

import { Clock, type Snowflake } from '../../common';
import { SettingsService } from '../../settings';
import { CountingInputsRepository } from '../persistence/counting-inputs.repository';
import { RecordedStayRepository } from '../persistence/recorded-stay.repository';
import { type Explanation, explainStay } from '../policy';

export interface ExplainedStay extends Explanation {
  readonly channelId: Snowflake;
  readonly joinedAt: Date;
  /** Null while it goes on. */
  readonly leftAt: Date | null;
}

/** Why a member's last stays counted or did not, by the present settings. */
@Injectable()
export class StayExplanations {
  constructor(
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly stays: RecordedStayRepository,
    private readonly inputs: CountingInputsRepository,
  ) {}

  /** The latest first. */
  async listLast(guildId: Snowflake, userId: Snowflake, limit: number): Promise<ExplainedStay[]> {
    const policy = await this.settings.getVoice(guildId);
    const roleIds = await this.inputs.listRoles(guildId, userId);
    const now = this.clock.now().getTime();
    const explained: ExplainedStay[] = [];
    for (const recorded of await this.stays.listLast(guildId, userId, limit)) {
      const { channelId, joinedAt, isActive, segments } = recorded;
      const leftAt = isActive ? Math.max(now, joinedAt) : recorded.leftAt;
      const last = segments.at(-1);
      const goingOn = isActive && last ? [...segments.slice(0, -1), { ...last, endedAt: leftAt }] : segments;
      const categoryId = await this.inputs.findCategory(channelId);
      explained.push({
        ...explainStay({ ...recorded, leftAt, segments: goingOn }, policy, { categoryId, roleIds }),
        channelId,
        joinedAt: new Date(joinedAt),
        leftAt: isActive ? null : new Date(leftAt),
      });
    }
    return explained;
  }
}
