import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { DeliveryStatusService } from '../../delivery';
import { SettingsService } from '../../settings';
import { type Stop, SubscriberService, type Target } from '../../subscribers';

/** What a person is told about a target that gets no messages. */
export interface StopNotice {
  readonly target: Target;
  readonly stop: Stop;
  readonly since: Date;
  /** Messages that wait. */
  readonly waiting: number;
}

/** Who learns that a target is stopped. */
@Injectable()
export class StopNoticeService {
  constructor(
    private readonly subscribers: SubscriberService,
    private readonly deliveries: DeliveryStatusService,
    private readonly settings: SettingsService,
  ) {}

  /** Null when messages go there. */
  async find(target: Target): Promise<StopNotice | null> {
    const stopped = await this.subscribers.findStopped(target);
    if (!stopped) return null;
    const { stop, since, subscriberId } = stopped;
    return { target, stop, since, waiting: await this.deliveries.countOwed(subscriberId) };
  }

  /** Null also when somebody was shown it before. */
  async findUnshown(target: Target): Promise<StopNotice | null> {
    const stopped = await this.subscribers.findStopped(target);
    return stopped?.shown === false ? this.find(target) : null;
  }

  async markShown(target: Target): Promise<void> {
    const stopped = await this.subscribers.findStopped(target);
    if (stopped) await this.subscribers.markShown(stopped.subscriberId);
  }

  /** The admin who chose where the guild is told, unless unknown or known to take no messages. */
  async findAdmin(guildId: Snowflake): Promise<Snowflake | null> {
    const { updatedBy } = await this.settings.getFeeds(guildId);
    if (updatedBy === null) return null;
    return (await this.subscribers.findStopped({ type: 'dm', targetId: updatedBy })) ? null : updatedBy;
  }
}
