import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

import { Clock, type Snowflake } from '../../common';
import { UnitOfWork } from '../../database';
import { DeliveryStatusService, OutboxRepository } from '../../delivery';
import { SettingsService } from '../../settings';
import { SubscriberService, type Target } from '../../subscribers';
import { FeedSubscriptionRepository } from '../persistence';
import { type StopNotice, StopNoticeService } from './stop-notice.service';

export const TEST_MESSAGE = 'feeds.test';

export interface TestPayload {
  readonly askedAt: number;
}

/** Where a target's messages go. */
export interface TestedPlaces {
  /** Null for direct messages. */
  readonly channelId: Snowflake | null;
  /** Of single series, at most ten. */
  readonly ownChannelIds: readonly Snowflake[];
}

export type TestOutcome =
  | { readonly type: 'sent'; readonly channelId: Snowflake; readonly messageId: Snowflake }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'stopped'; readonly notice: StopNotice }
  | { readonly type: 'paused'; readonly since: Date }
  /** Discord has not taken it yet; messages before it count among those that wait. */
  | { readonly type: 'waiting'; readonly ahead: number; readonly reason: string | null };

const OWN_CHANNELS = 10;
const LOOK_EVERY_MS = 250;
const LOOKS = 40;

/** Sends a sample through the outbox, the way that releases take, and watches what becomes of it. */
@Injectable()
export class TestMessageService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: OutboxRepository,
    private readonly subscribers: SubscriberService,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly settings: SettingsService,
    private readonly deliveries: DeliveryStatusService,
    private readonly notices: StopNoticeService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when a server has no place for messages. */
  async placesOf(target: Target): Promise<TestedPlaces> {
    if (target.type === 'dm') return { channelId: null, ownChannelIds: [] };
    const channelId = await this.settings.requireFeedsChannel(target.targetId);
    const subscriber = await this.subscribers.find(target);
    const own = subscriber ? await this.subscriptions.listOwnChannels(subscriber.id, OWN_CHANNELS) : [];
    return { channelId, ownChannelIds: own.filter((id) => id !== channelId) };
  }

  /** @param key of this very test: the same one is sent once. */
  async run(target: Target, key: string): Promise<TestOutcome> {
    const notice = await this.notices.find(target);
    if (notice) return { type: 'stopped', notice };
    const subscriber = await this.subscribers.find(target);
    if (subscriber?.pausedSince) return { type: 'paused', since: subscriber.pausedSince };
    return this.watch(target, await this.owe(target, key), `${TEST_MESSAGE}:${key}`);
  }

  /** @returns the subscriber's id. */
  private owe(target: Target, key: string): Promise<number> {
    return this.unitOfWork.run(async () => {
      const { id: subscriberId } = await this.subscribers.ensure(target);
      const now = this.clock.now();
      const payload: TestPayload = { askedAt: now.getTime() };
      const dedupeKey = `${TEST_MESSAGE}:${key}`;
      await this.outbox.owe([
        { subscriberId, kind: TEST_MESSAGE, payload, dedupeKey, createdAt: now, nextAttemptAt: now },
      ]);
      return subscriberId;
    });
  }

  private async watch(target: Target, subscriberId: number, dedupeKey: string): Promise<TestOutcome> {
    for (let look = 0; look < LOOKS; look++) {
      const message = await this.outbox.findOwed(subscriberId, dedupeKey);
      if (message?.state === 'sent' && message.channelId !== null && message.messageId !== null) {
        return { type: 'sent', channelId: message.channelId, messageId: message.messageId };
      }
      if (message && message.state !== 'pending') {
        const notice = await this.notices.find(target);
        return notice
          ? { type: 'stopped', notice }
          : { type: 'refused', reason: message.lastError ?? message.state };
      }
      await sleep(LOOK_EVERY_MS);
    }
    const { owed, retrying } = await this.deliveries.of(subscriberId);
    return { type: 'waiting', ahead: Math.max(0, owed - 1), reason: retrying?.error ?? null };
  }
}
