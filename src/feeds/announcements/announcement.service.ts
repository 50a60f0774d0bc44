import { Injectable } from '@nestjs/common';

import { groupBy, type Snowflake } from '../../common';
import { OutboxRepository } from '../../delivery';
import { SettingsService } from '../../settings';
import type { Recipient } from '../../subscribers';
import {
  type FeedEntity,
  type FeedFollower,
  type FeedItemEntity,
  FeedItemRepository,
  FeedRepository,
  type FeedSubscriptionEntity,
  FeedSubscriptionRepository,
} from '../persistence';
import { RELEASE_MESSAGE, type ReleasePayload } from './release-payload';
import { selectTold } from './select-told';

/** What is to be told of one series. */
export interface Told {
  readonly feed: FeedEntity;
  /** Oldest first, at least one. */
  readonly items: readonly FeedItemEntity[];
  readonly subscription: FeedSubscriptionEntity;
}

/** What is to be told and where, or why nobody is told any more. */
export type Announcement =
  | {
      readonly type: 'tell';
      readonly told: readonly Told[];
      /** Null for a member's direct messages. */
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
    const fresh = groupBy(items, ({ feedId }) => feedId);
    const earlier = await this.earlierOf(items);
    const followers = await this.subscriptions.listSubscribersByFeeds([...fresh.keys()], now);
    const guildIds = followers.filter(({ type }) => type === 'guild').map(({ targetId }) => targetId);
    const silent = await this.settings.listGuildsWithoutFeeds(guildIds);
    const select = memoised((follower: FeedFollower) =>
      selectTold(follower, fresh.get(follower.feedId) ?? [], earlier.get(follower.feedId) ?? []).map(
        ({ id }) => id,
      ),
    );
    await this.outbox.owe(
      followers
        .filter(({ type, targetId }) => type === 'dm' || !silent.has(targetId))
        .flatMap((follower) => {
          const itemIds = select(follower);
          if (itemIds.length === 0) return [];
          const payload: ReleasePayload = { releases: [{ feedId: follower.feedId, itemIds }] };
          return [
            {
              subscriberId: follower.subscriberId,
              kind: RELEASE_MESSAGE,
              payload,
              dedupeKey: `${RELEASE_MESSAGE}:${itemIds.join(',')}`,
              createdAt: now,
              nextAttemptAt: now,
            },
          ];
        }),
    );
  }

  /** Read at the moment of sending, so an unsubscription or a changed setting reaches what was owed before. */
  async prepare({ releases }: ReleasePayload, recipient: Recipient, now: Date): Promise<Announcement> {
    const told: Told[] = [];
    let reason = 'nothing left to tell';
    for (const { feedId, itemIds } of releases) {
      const feed = await this.feeds.findById(feedId);
      const subscription = await this.subscriptions.find(feedId, recipient.subscriberId);
      if (!feed || !subscription) reason = 'no longer subscribed';
      else if (subscription.mutedUntil !== null && subscription.mutedUntil > now) reason = 'muted';
      else {
        // Who left and came back meanwhile is told nothing from before.
        const items = (await this.items.listByIds(itemIds)).filter(
          ({ firstSeenAt }) => firstSeenAt >= subscription.createdAt,
        );
        if (items.length > 0) told.push({ feed, items, subscription });
      }
    }
    if (told.length === 0) return { type: 'withdraw', reason };
    return recipient.type === 'dm'
      ? { type: 'tell', told, channelId: null }
      : this.inGuild(recipient.targetId, told);
  }

  private async inGuild(guildId: Snowflake, told: readonly Told[]): Promise<Announcement> {
    const { enabled, channelId } = await this.settings.getFeeds(guildId);
    if (!enabled) return { type: 'withdraw', reason: 'feeds are disabled in this server' };
    // What was merged from several series goes where the guild is told in general.
    const [only, ...others] = told;
    const own = others.length === 0 ? (only?.subscription.channelId ?? null) : null;
    const destination = own ?? channelId;
    if (destination === null)
      return { type: 'withdraw', reason: 'no channel is set for feeds in this server' };
    return { type: 'tell', told, channelId: destination };
  }

  private async earlierOf(items: readonly FeedItemEntity[]): Promise<Map<number, FeedItemEntity[]>> {
    const isFresh = new Set(items.map(({ id }) => id));
    const stored = await this.items.listByLogicalKeys(
      [...new Set(items.map(({ feedId }) => feedId))],
      items.map(({ logicalKey }) => logicalKey),
    );
    return groupBy(
      stored.filter(({ id }) => !isFresh.has(id)),
      ({ feedId }) => feedId,
    );
  }
}

/** Thousands of followers of a feed share a handful of wishes. */
function memoised(select: (follower: FeedFollower) => number[]): (follower: FeedFollower) => number[] {
  const results = new Map<string, number[]>();
  return (follower) => {
    const { feedId, languages, preferredGroups, ignoredGroups } = follower;
    const key = JSON.stringify([feedId, languages, preferredGroups, ignoredGroups]);
    const known = results.get(key) ?? select(follower);
    results.set(key, known);
    return known;
  };
}
