import { Injectable } from '@nestjs/common';

import type { Snowflake } from '../../common';
import { OutboxRepository } from '../../delivery';
import { SettingsService } from '../../settings';
import type { Recipient } from '../../subscribers';
import {
  type FeedEntity,
  type FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  FeedSubscriptionRepository,
} from '../persistence';

export const RELEASE_MESSAGE = 'feeds.release';

/** What an owed message stores: references, because text and destination are made when it is sent. */
export interface ReleasePayload {
  readonly feedId: number;
  readonly itemIds: readonly number[];
}

/** What is to be told and where, or why nobody is told any more. */
export type Announcement =
  | {
      readonly type: 'tell';
      readonly feed: FeedEntity;
      readonly items: readonly FeedItemEntity[];
      readonly channelId: Snowflake | null;
    }
  | { readonly type: 'withdraw'; readonly reason: string };

@Injectable()
export class AnnouncementService {
  constructor(
    private readonly feeds: FeedRepository,
    private readonly items: FeedItemRepository,
    private readonly subscriptions: FeedSubscriptionRepository,
    private readonly outbox: OutboxRepository,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Owes one message a subscriber and feed for items that were just stored. Call inside the unit of work that stored
   * them: items without their messages would never be told.
   */
  async owe(items: readonly FeedItemEntity[], now: Date): Promise<void> {
    if (items.length === 0) return;
    const itemIds = new Map<number, number[]>();
    for (const item of items) itemIds.set(item.feedId, [...(itemIds.get(item.feedId) ?? []), item.id]);
    const subscribers = await this.subscriptions.listSubscribersByFeeds([...itemIds.keys()]);
    const guildIds = subscribers.filter(({ type }) => type === 'guild').map(({ targetId }) => targetId);
    const silent = await this.settings.listGuildsWithoutFeeds(guildIds);
    await this.outbox.owe(
      subscribers
        .filter(({ type, targetId }) => type === 'dm' || !silent.has(targetId))
        .map(({ feedId, subscriberId }) => {
          const payload: ReleasePayload = { feedId, itemIds: itemIds.get(feedId) ?? [] };
          return {
            subscriberId,
            kind: RELEASE_MESSAGE,
            payload,
            dedupeKey: `${RELEASE_MESSAGE}:${payload.itemIds.join(',')}`,
            createdAt: now,
            nextAttemptAt: now,
          };
        }),
    );
  }

  /** Read at the moment of sending, so an unsubscription or a changed setting reaches what was owed before. */
  async prepare(payload: ReleasePayload, recipient: Recipient): Promise<Announcement> {
    const feed = await this.feeds.findById(payload.feedId);
    const subscription = await this.subscriptions.find(payload.feedId, recipient.subscriberId);
    if (!feed || !subscription) return { type: 'withdraw', reason: 'no longer subscribed' };
    // Who left and came back meanwhile is told nothing from before.
    const items = (await this.items.listByIds(payload.itemIds)).filter(
      ({ firstSeenAt }) => firstSeenAt >= subscription.createdAt,
    );
    if (items.length === 0) return { type: 'withdraw', reason: 'older than the subscription' };
    if (recipient.type === 'dm') return { type: 'tell', feed, items, channelId: null };
    const { enabled, channelId } = await this.settings.getFeeds(recipient.targetId);
    if (!enabled) return { type: 'withdraw', reason: 'feeds are disabled in this server' };
    if (channelId === null) return { type: 'withdraw', reason: 'no channel is set for feeds in this server' };
    return { type: 'tell', feed, items, channelId };
  }
}
