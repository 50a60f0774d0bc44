import { Injectable } from '@nestjs/common';

import { DomainError, type Snowflake } from '../../common';
import { CatchUpService, DeliveryStatusService } from '../../delivery';
import { SettingsService } from '../../settings';
import { type Stop, SubscriberService, type Target } from '../../subscribers';
import { SubscriptionOptionsService } from '../subscriptions/subscription-options.service';

/** Discord's code for a channel that does not exist. */
const UNKNOWN_CHANNEL = 10003;

/** What a person is told about a target that gets no messages. */
export interface StopNotice {
  readonly target: Target;
  readonly stop: Stop;
  readonly since: Date;
  /** Messages that wait. */
  readonly waiting: number;
}

/** Who learns that a target is stopped, and how it goes on. */
@Injectable()
export class StopNoticeService {
  constructor(
    private readonly subscribers: SubscriberService,
    private readonly deliveries: DeliveryStatusService,
    private readonly catchUp: CatchUpService,
    private readonly settings: SettingsService,
    private readonly options: SubscriptionOptionsService,
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

  /**
   * Sends what was missed as one message.
   * @returns how many messages had waited.
   * @throws DomainError when nothing is stopped or there is no channel to send into: nothing was changed then.
   */
  async resume(target: Target): Promise<number> {
    const notice = await this.find(target);
    if (!notice) throw new DomainError('not-stopped', 'Messages are on their way again already.');
    if (target.type === 'guild') await this.requireChannel(target.targetId, notice.stop);
    await this.catchUp.resume(target);
    return notice.waiting;
  }

  private async requireChannel(guildId: Snowflake, { code, channelId }: Stop): Promise<void> {
    const settings = await this.settings.getFeeds(guildId);
    const isGone = code === UNKNOWN_CHANNEL && channelId !== null;
    if (settings.channelMissing || (isGone && channelId === settings.channelId)) {
      throw new DomainError(
        'channel-missing',
        'The channel is gone. Choose another one with `/feed settings channel:#…`; what waits is then sent there.',
      );
    }
    // Deleted while the bot was away: those subscriptions go to the guild's channel from now on.
    if (isGone) await this.options.channelDeleted(channelId);
  }
}
